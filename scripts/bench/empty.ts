// What every other program is measured against: it does nothing, and is built as poddoctor is.
export {};
