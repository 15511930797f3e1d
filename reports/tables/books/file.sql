-- Inputs; not the path where one lay.
SELECT
    sha256, short_name, base_name, bytes, records, noise_records, blank_lines, rejected_records,
    header_bytes, record_bytes, noise_bytes, scan_records, scan_record_bytes, scan_noise_bytes,
    set_aside, family, meta_sha256, also_covers, epoch
FROM file LEFT JOIN file_epoch USING (file_id)
ORDER BY sha256
