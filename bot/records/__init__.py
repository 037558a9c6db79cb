"""What Newsdesk keeps of its readers, in SQL: answers, votes, requests; and for how long."""
