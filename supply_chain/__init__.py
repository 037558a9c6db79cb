"""What Newsdesk is made of, for whoever answers for it: licences, and a bill of materials with the models' weights."""
