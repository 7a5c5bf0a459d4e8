"""iCalendar (RFC 5545): calls as events, and the times that other calendars take (P8)."""
