/** The currencies that are offered where one is chosen. */
export const currencies = ['EUR', 'HUF', 'USD', 'GBP', 'CHF', 'CZK', 'PLN', 'RON'];
