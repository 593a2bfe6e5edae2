"""Acts about money: bank files, attachments, export and import of the books, audits."""
