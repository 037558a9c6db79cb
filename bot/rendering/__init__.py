"""What a reader sees, made of values only: replies, passages, lists and notices become ``bot.page.Page``s."""
