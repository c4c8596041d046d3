"""What ends a finding: a correction without judgement, or an answer that somebody gives."""
