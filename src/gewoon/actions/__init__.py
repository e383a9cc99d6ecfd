"""Acts: one public function per deed; the only floor that writes."""
