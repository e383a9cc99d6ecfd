"""Questions to the records: plain values out, rights to read checked here."""
