-- Rules that ran; the digest stands for the text.
SELECT code, severity, sha256, fired FROM rule ORDER BY code
