/** What stands before a finding's id in an acknowledgement: `ServerlessTop10::SAS2-FunctionUrlNoAuth`. */
export const PACK_NAME = 'ServerlessTop10';
