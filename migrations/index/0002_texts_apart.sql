-- Notes and tags were one text, so that words were found that stand across its parts: all are taken
-- in anew.
DELETE FROM followed WHERE part = 'reviews';
