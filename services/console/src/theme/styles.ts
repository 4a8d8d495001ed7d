// The whole style sheet, in the order in which it must win: Mantine's layers, our tokens, our ground rules, paper.
import './mantine.css';
import './tokens.css';
import './base.css';
import './print.css';
