// The date picker speaks Hungarian through dayjs; everything else asks Intl.
import 'dayjs/locale/hu.js';
