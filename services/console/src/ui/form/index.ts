export { DayInput } from './DayInput.tsx';
export { FormFrame } from './FormFrame.tsx';
export { AmountField, AreaField, CheckField, ChoiceField, DayField, PickField, TextField, amountOf } from './fields.tsx';
export { useForm, type Errors, type Form, type Values } from './useForm.ts';
