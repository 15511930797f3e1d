-- Stated figures as rules read them.
SELECT tie.check_name, tie.scope, tie.currency, figure.reported, figure.computed
FROM stated_figure AS figure
    JOIN tie USING (ordinal)
ORDER BY tie.check_name, tie.scope, tie.currency, figure.reported, figure.computed
