"""From a plan file to a kit: the file, the plugins it names, the parts they bring with their options bound."""
