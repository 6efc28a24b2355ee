"""발송·반송 and 결과 목록: what goes out to applicants, what comes back, what is published."""
