/** What is a figure and names nothing. Works on tidied text. */

/** A number before one of these is an amount, not a name. */
export const AMOUNT = /^(?:人|个|名|处|只|具|套|块|根|条|桶|瓶|张|万|元|次|天|米|公分|吨|公斤|千克|克|升|度|摄氏|%|毫米|厘米|平|立方|小时|分|秒|年|周|月|日|岁|倍|类|级|项|款|部|份|公里|把|盏|支|件|袋|垛|辆|排|圈|颗|组|盘|颗|对|KG|MM|CM|M(?![A-Z])|T(?![A-Z])|KV|V(?![A-Z])|A(?![A-Z])|W|L|MPA|KPA|PA|PPM|℃|°|H(?![A-Z]))/;
/** Letters that are a unit, a substance or a standard, not a tag of equipment. */
export const NO_TAG = new Set(['GB', 'GBT', 'GBZ', 'AQ', 'AQT', 'DB', 'TSG', 'HG', 'SH', 'SY', 'YB', 'JB', 'JGJ', 'CJJ', 'CO', 'SO', 'NO', 'H', 'NH', 'O', 'N', 'PM', 'DN', 'PN', 'PH', 'KV', 'IP', 'MM', 'UN', 'CAS', 'CL', 'GHS', 'SIL', 'PVC', 'PE', 'ISO', 'CH', 'HAZOP', 'EX']);
