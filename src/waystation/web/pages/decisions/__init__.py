"""Pages of decisions: what waits, what is proposed and why, signing, what if, the sheet, the rules."""
