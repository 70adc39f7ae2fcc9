"""An edition as PDF (PDF/UA-1, PDF/A-2a), set by Typst."""
