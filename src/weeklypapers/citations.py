"""What a paper is cited as: its key, its kind, its names and dates, whatever the format."""
