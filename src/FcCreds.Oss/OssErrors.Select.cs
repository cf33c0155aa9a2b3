using FcCreds.Core.Errors;

namespace FcCreds.Oss;

/// <summary>Errors of SelectObject ("SelectObject", ErrorCode).</summary>
internal static partial class OssErrors
{
    public static readonly ServiceError DecompressFailure = Select("DecompressFailure", "The object is not a GZIP file.");
    public static readonly ServiceError ExceedsMaxJsonArraySize = Select("ExceedsMaxJsonArraySize", "An array has too many elements.");
    public static readonly ServiceError ExceedsMaxNestedColumnDepth = Select("ExceedsMaxNestedColumnDepth", "The JSON path has too many levels.");
    public static readonly ServiceError InvalidArithmeticOperand = Select("InvalidArithmeticOperand", "Arithmetic needs numbers.");
    public static readonly ServiceError InvalidCommentCharacter = Select("InvalidCommentCharacter", "The comment character is not valid.");
    public static readonly ServiceError InvalidCsvLine = Select("InvalidCsvLine", "A line of the CSV object is not valid.");
    public static readonly ServiceError InvalidInputFieldDelimiter = Select("InvalidInputFieldDelimiter", "The field delimiter is not valid.");

    public static readonly ServiceError InvalidInputRecordDelimiter = Select("InvalidInputRecordDelimiter",
        "The record delimiter is not valid.", "0016-00000829");

    public static readonly ServiceError InvalidInputQuote = Select("InvalidInputQuote", "The quote character is not valid.");
    public static readonly ServiceError InvalidJsonData = Select("InvalidJsonData", "The JSON data is not valid.");

    public static readonly ServiceError InvalidMaxSkippedRecordsAllowed = Select("InvalidMaxSkippedRecordsAllowed",
        "MaxSkippedRecordsAllowed must be an integer that is not negative.", "0016-00000834");

    public static readonly ServiceError InvalidOSSSelectParameters = Select("InvalidOSSSelectParameters", "The parameters contradict each other.");
    public static readonly ServiceError InvalidOutputFieldDelimiter = Select("InvalidOutputFieldDelimiter", "The output's field delimiter is not valid.");
    public static readonly ServiceError InvalidOutputRecordDelimiter = Select("InvalidOutputRecordDelimiter", "The output's record delimiter is not valid.");
    public static readonly ServiceError InvalidSelectRange = Select("InvalidRange", "The range is not valid.", "0016-00000817");

    public static readonly ServiceError InvalidSqlParameter = Select("InvalidSqlParameter",
        "The SQL statement is empty, too long, or not in Base64.", "0016-00000823");

    public static readonly ServiceError InvalidTextEncoding = Select("InvalidTextEncoding", "The object is not UTF-8.");
    public static readonly ServiceError JsonNodeExceedsMaxSize = Select("JsonNodeExceedsMaxSize", "A JSON node is too large.");
    public static readonly ServiceError NegativeRowIndex = Select("NegativeRowIndex", "The index of an array is negative.");
    public static readonly ServiceError NestedColumnNotSupportInCsv = Select("NestedColumnNotSupportInCsv", "A CSV object has no nested columns.");
    public static readonly ServiceError SelectCsvMetaUnavailable = Select("SelectCsvMetaUnavailable",
        "A Range needs the select meta of the object: call CreateSelectObjectMeta with the same format first.");

    /// <summary>InvalidCsvLine of the last record, which is told in the end frame.</summary>
    public static readonly ServiceError SkippedLastRecord = Select("InvalidCsvLine", "More records were skipped than may be, up to the last.");

    public static readonly ServiceError SqlAggregationOnNonNumericType = Select("SqlAggregationOnNonNumericType", "Only numbers can be aggregated.");
    public static readonly ServiceError SqlComparerOperandTypeMismatch = Select("SqlComparerOperandTypeMismatch", "Values of different types are compared.");
    public static readonly ServiceError SqlExceedsMaxAggregationCount = Select("SqlExceedsMaxAggregationCount", "The statement has too many aggregations.");
    public static readonly ServiceError SqlExceedsMaxColumnNameLength = Select("SqlExceedsMaxColumnNameLength", "A column's name is too long.");
    public static readonly ServiceError SqlExceedsMaxConditionCount = Select("SqlExceedsMaxConditionCount", "The WHERE clause has too many conditions.");
    public static readonly ServiceError SqlExceedsMaxConditionDepth = Select("SqlExceedsMaxConditionDepth", "The WHERE clause is nested too deeply.");
    public static readonly ServiceError SqlExceedsMaxInCount = Select("SqlExceedsMaxInCount", "IN has more than 1024 values.");
    public static readonly ServiceError SqlExceedsMaxWildCardCount = Select("SqlExceedsMaxWildCardCount", "LIKE has more than 5 wildcards.");
    public static readonly ServiceError SqlInvalidAggregationOnTimestamp = Select("SqlInvalidAggregationOnTimestamp", "A timestamp has no sum and no average.");
    public static readonly ServiceError SqlInvalidAndOperand = Select("SqlInvalidAndOperand", "AND joins conditions.");
    public static readonly ServiceError SqlInvalidColumnIndex = Select("SqlInvalidColumnIndex", "A column's index is between 1 and 1000.");
    public static readonly ServiceError SqlInvalidColumnName = Select("SqlInvalidColumnName", "The object has no such column.");
    public static readonly ServiceError SqlInvalidConcatOperand = Select("SqlInvalidConcatOperand", "Two constants are concatenated.");
    public static readonly ServiceError SqlInvalidEscapeChar = Select("SqlInvalidEscapeChar", "A wildcard cannot be the escape character.");
    public static readonly ServiceError SqlInvalidIsNullOperand = Select("SqlInvalidIsNullOperand", "A constant is asked for IS NULL.");

    public static readonly ServiceError SqlInvalidKeepAllColumnsWithAggregation = Select("SqlInvalidKeepAllColumnsWithAggregation",
        "KeepAllColumns does not go with aggregations.");

    public static readonly ServiceError SqlInvalidKeepAllColumnsWithDuplicateColumn = Select("SqlInvalidKeepAllColumnsWithDuplicateColumn",
        "KeepAllColumns does not go with a column that is selected twice.");

    public static readonly ServiceError SqlInvalidLikeOperand = Select("SqlInvalidLikeOperand", "LIKE compares a column with a constant text.");
    public static readonly ServiceError SqlInvalidLimitValue = Select("SqlInvalidLimitValue", "LIMIT is a number from 1 on.");

    public static readonly ServiceError SqlInvalidMixOfAggregationAndColumn = Select("SqlInvalidMixOfAggregationAndColumn",
        "Aggregations and columns cannot be selected together.");

    public static readonly ServiceError SqlInvalidMixOfStarAndColumn = Select("SqlInvalidMixOfStarAndColumn", "* cannot be selected together with columns.");
    public static readonly ServiceError SqlInvalidNotOperand = Select("SqlInvalidNotOperand", "NOT is said of conditions.");
    public static readonly ServiceError SqlInvalidOrOperand = Select("SqlInvalidOrOperand", "OR joins conditions.");
    public static readonly ServiceError SqlInvalidSqlAfterAnalysis = Select("SqlInvalidSqlAfterAnalysis", "The statement is too complex.");
    public static readonly ServiceError SqlNoCharAfterEscapeChar = Select("SqlNoCharAfterEscapeChar", "Nothing follows the escape character.");
    public static readonly ServiceError SqlNotSupportedTimestampFormat = Select("SqlNotSupportedTimestampFormat", "The timestamp format is not supported.");

    public static readonly ServiceError SqlOneColumnCastToDifferentTypes = Select("SqlOneColumnCastToDifferentTypes",
        "One column is cast to different types.");

    public static readonly ServiceError SqlOnlyOneEscapeCharIsAllowed = Select("SqlOnlyOneEscapeCharIsAllowed", "The escape character is one character.");
    public static readonly ServiceError SqlSyntaxError = Select("SqlSyntaxError", "The syntax of the SQL statement is wrong.");
    public static readonly ServiceError SqlValueTypeOfInMustBeSame = Select("SqlValueTypeOfInMustBeSame", "The values of IN have different types.");
    public static readonly ServiceError TableRootNodeOnlySupportInJson = Select("TableRootNodeOnlySupportInJson", "Only a JSON object has paths after FROM.");
    public static readonly ServiceError UnsupportedCompressionFormat = Select("UnsupportedCompressionFormat", "CompressionType is None or GZIP.");
    public static readonly ServiceError WildCardNotAllowed = Select("WildCardNotAllowed", "[*] stands only after FROM.");

    private static ServiceError Select(string code, string message, string ec = "") => new(code, 400, message, ec);
}
