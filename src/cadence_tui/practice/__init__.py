"""The craft of customer success as pure rules over documents."""
