-- The roll-forward after a sealed month opens with what was sealed, as the pack says (Python has
-- filled it into `sealed`, empty where nothing sealed opens it). The same opening is worked out
-- twice more, by all lines of today (cut 'open') and by those the seal held (cut 'held'):
--
--   today less held    what later files say of sealed months: adjusted, and prior-period.csv
--   held less sealed   nothing, or somebody changed what was sealed: it stays unexplained

-- Who pays: as of today, or else as it was sealed.
CREATE TABLE owner AS
SELECT reference, currency, payer FROM (
    SELECT reference, currency, payer,
           row_number() OVER (PARTITION BY reference, currency ORDER BY choice) AS nth
    FROM (SELECT reference, currency, payer,
                 CASE cut WHEN 'close' THEN 0 WHEN 'open' THEN 1 ELSE 3 END AS choice FROM position
          UNION ALL SELECT reference, currency, payer, 2 FROM sealed))
WHERE nth = 1;

-- What opened by the lines of today is no opening any more.
UPDATE movement SET adjusted = adjusted + opening, opening = 0
WHERE opening <> 0 AND EXISTS (SELECT 1 FROM cut WHERE cut = 'held');

INSERT INTO movement (reference, currency, payer, opening, billed, refunds_billed, disbursed,
                      refunds_disbursed, adjusted, closing)
SELECT reference, currency, payer, opening, 0, 0, 0, 0, adjusted, 0
FROM (
    SELECT reference, currency, payer, collectible AS opening, 0 AS adjusted FROM sealed
    UNION ALL -- where somebody else pays by now
    SELECT reference, currency, payer, 0, -collectible FROM sealed
    UNION ALL
    SELECT reference, currency, o.payer, 0, s.collectible
    FROM sealed AS s JOIN owner AS o USING (reference, currency)
    UNION ALL
    SELECT reference, currency, o.payer, 0, -b.collectible
    FROM balance AS b JOIN owner AS o USING (reference, currency) WHERE b.cut = 'held');

-- Lines of today up to the sealed day that came after the seal, and lines it held that have given
-- way since, with the file that took their place.
CREATE VIEW came AS
SELECT reference, currency, t.file
FROM counted JOIN report_table AS t USING (table_id)
WHERE cut = 'open' AND t.epoch > (SELECT epoch FROM cut WHERE cut = 'held');
CREATE VIEW went AS
SELECT h.reference, h.currency, t.file
FROM counted AS h JOIN replaced USING (table_id) JOIN report_table AS t ON t.table_id = newer_id
WHERE h.cut = 'held';

-- Of a position its own lines tell why, else those of its reference in another currency.
CREATE VIEW told AS
SELECT reference, currency, file FROM came UNION SELECT reference, currency, file FROM went;

CREATE VIEW prior_period AS
SELECT reference, currency, payer, sealed_closing, opening, opening - sealed_closing AS difference,
    CASE WHEN opening = held THEN '' ELSE coalesce(
        (SELECT group_concat(file, ' ') FROM (
            SELECT file FROM told AS t
            WHERE t.reference = p.reference AND t.currency = p.currency ORDER BY file)),
        (SELECT group_concat(file, ' ') FROM (
            SELECT DISTINCT file FROM told AS t WHERE t.reference = p.reference ORDER BY file)),
        '') END AS files
FROM (SELECT o.*, coalesce(s.collectible, 0) AS sealed_closing,
             coalesce(a.collectible, 0) AS opening, coalesce(h.collectible, 0) AS held
      FROM owner AS o
          LEFT JOIN sealed AS s USING (reference, currency)
          LEFT JOIN balance AS a
              ON a.cut = 'open' AND a.reference = o.reference AND a.currency = o.currency
          LEFT JOIN balance AS h
              ON h.cut = 'held' AND h.reference = o.reference AND h.currency = o.currency) AS p
WHERE sealed_closing <> opening AND EXISTS (SELECT 1 FROM cut WHERE cut = 'held');
