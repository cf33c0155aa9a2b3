using FcCreds.Core.Errors;

namespace FcCreds.Oss;

/// <summary>The errors of OSS with its own wording, because people search for it. An empty EC is one that is not known (protocol/oss.md §2.4, §2.5).</summary>
internal static partial class OssErrors
{
    public static readonly ServiceError AwsChunked = new("InvalidArgument", 400,
        "aws-chunked encoding is not supported with the specified x-amz-content-sha256 value.", "0017-00000804");

    public static readonly ServiceError BothCompleteAllAndBody = new("InvalidArgument", 400,
        "Should not speficy both complete all header and http body.", "0042-00000216");

    public static readonly ServiceError BucketAlreadyExists = new("BucketAlreadyExists", 409,
        "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
        "0015-00000104");

    public static readonly ServiceError BucketNotEmpty = new("BucketNotEmpty", 409, "The bucket has objects. Please delete them first.", "0015-00000301");

    /// <summary>Not an error by its status: the object is there.</summary>
    public static readonly ServiceError CallbackFailed = new("CallbackFailed", 203, "The callback failed.", "0007-00000203");

    public static readonly ServiceError EntityTooLarge = new("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size.");

    public static readonly ServiceError EntityTooSmall = new("EntityTooSmall", 400,
        "Your proposed upload smaller than the minimum allowed size.", "0042-00000213");

    public static readonly ServiceError FieldItemTooLong = new("FieldItemTooLong", 400, "Your post field item or its value is too long.");

    public static readonly ServiceError FileAlreadyExists = new("FileAlreadyExists", 409,
        "The object you specified already exists and can not be overwritten.");

    public static readonly ServiceError IncorrectNumberOfFilesInPOSTRequest = new("IncorrectNumberOfFilesInPOSTRequest", 400,
        "POST requires exactly one file upload per request.");

    public static readonly ServiceError InternalError = new("InternalError", 500, "Please contact the server administrator, oss@service.aliyun.com.");

    public static readonly ServiceError InvalidAppendPosition = new("InvalidArgument", 400, "The append position is not a number.", "0016-00000502");

    public static readonly ServiceError InvalidArgument = new("InvalidArgument", 400, "Invalid Argument.");

    public static readonly ServiceError InvalidBucketName = new("InvalidBucketName", 400, "The specified bucket is not valid.");

    public static readonly ServiceError InvalidCRC64 = new("InvalidCRC64", 400, "The x-oss-hash-crc64ecma you specified does not match what we calculated.");

    public static readonly ServiceError InvalidDigest = new("InvalidDigest", 400, "The Content-MD5 you specified was invalid.");

    public static readonly ServiceError InvalidLocationConstraint = new("InvalidLocationConstraint", 400, "The specified location-constraint is not valid.");

    public static readonly ServiceError InvalidObjectName = new("InvalidObjectName", 400, "The Length of Object name must be less than 1024.", "0016-00000002");

    public static readonly ServiceError InvalidObjectNameEmpty = new("InvalidObjectName", 400, "The specified object is not valid.", "0016-00000001");

    public static readonly ServiceError InvalidObjectNameStart = new("InvalidObjectName", 400, "The specified object is not valid.", "0016-00000005");

    public static readonly ServiceError InvalidObjectState = new("InvalidObjectState", 403, "The operation is not valid for the object's state", "0016-00000404");

    public static readonly ServiceError InvalidPart = new("InvalidPart", 400,
        "One or more of the specified parts could not be found or the specified entity tag might not have matched the part's entity tag.");

    public static readonly ServiceError InvalidPartNumber = new("InvalidArgument", 400, "Part number must be an integer between 1 and 10000, inclusive.", "0017-00000220");

    public static readonly ServiceError InvalidPartOrder = new("InvalidPartOrder", 400,
        "The list of parts was not in ascending order. Parts list must specified in order by part number.", "0042-00000209");

    public static readonly ServiceError InvalidRange = new("InvalidRange", 416, "The requested range cannot be satisfied.");

    public static readonly ServiceError InvalidRequest = new("InvalidRequest", 400, "Invalid Request.");

    public static readonly ServiceError InvalidURI = new("InvalidURI", 400, "Couldn't parse the specified URI.");

    public static readonly ServiceError MalformedPartList = new("MalformedXML", 400,
        "The XML you provided was not well-formed or did not validate against our published schema.", "0042-00000205");

    public static readonly ServiceError MalformedPOSTRequest = new("MalformedPOSTRequest", 400,
        "The body of your POST request is not well-formed multipart/form-data.");

    public static readonly ServiceError MalformedXML = new("MalformedXML", 400,
        "The XML you provided was not well-formed or did not validate against our published schema.");

    public static readonly ServiceError MaxPOSTPreDataLengthExceededError = new("MaxPOSTPreDataLengthExceededError", 400,
        "Your POST request fields preceding the upload file were too large.");

    public static readonly ServiceError MethodNotAllowed = new("MethodNotAllowed", 405, "The specified method is not allowed against this resource.");

    public static readonly ServiceError MissingAppendPosition = new("MissingArgument", 400, "Missing Some Required Arguments.", "0016-00000501");

    public static readonly ServiceError MissingContentLength = new("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");

    public static readonly ServiceError NonStandardHostForbidden = new("NonStandardHostForbidden", 403,
        "The endpoint you are accessing is not one of OSS: the host name is unknown.");

    public static readonly ServiceError NoSuchBucket = new("NoSuchBucket", 404, "The specified bucket does not exist.", "0015-00000101");

    public static readonly ServiceError NoSuchKey = new("NoSuchKey", 404, "The specified key does not exist.", "0026-00000001");

    public static readonly ServiceError NoSuchUpload = new("NoSuchUpload", 404,
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.", "0017-00000244");

    public static readonly ServiceError NoSuchVersion = new("NoSuchVersion", 404, "The specified version does not exist.");

    public static readonly ServiceError NoSuchTransferAccelerationConfiguration = new("NoSuchTransferAccelerationConfiguration", 404,
        "The bucket you specified does not have any TransferAcceleration configuration.");

    public static readonly ServiceError NotImplemented = new("NotImplemented", 400, "A header you provided implies functionality that is not implemented.");

    public static readonly ServiceError NotModified = new("NotModified", 304, "The resource has not been modified.");

    public static readonly ServiceError ObjectNotAppendable = new("ObjectNotAppendable", 409, "The object is not appendable", "0026-00000017");

    public static readonly ServiceError PartAlreadyExist = new("PartAlreadyExist", 409,
        "For sequential multipart upload, you can't overwrite uploaded parts.", "0042-00000108");

    public static readonly ServiceError PartNotSequential = new("PartNotSequential", 400,
        "For sequential multipart upload, you must upload or complete parts with sequential part number.");

    public static readonly ServiceError PositionNotEqualToLength = new("PositionNotEqualToLength", 409, "Position is not equal to file length", "0026-00000016");

    /// <summary>Which of the V4 fields leads to which EC is not known.</summary>
    public static readonly ServiceError PostV4Invalid = new("InvalidArgument", 400, "The V4 signature fields of the form are invalid.", "0002-00000710");

    public static readonly ServiceError PreconditionFailed = new("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold.");

    public static readonly ServiceError RequestIsNotMultiPartContent = new("RequestIsNotMultiPartContent", 400,
        "Bucket POST must be of the enclosure-type multipart/form-data.");

    public static readonly ServiceError RequestTimeout = new("RequestTimeout", 400,
        "Your socket connection to the server was not read from or written to within the timeout period.");

    /// <summary>The page "HTTP status code 503" has it for a server that is busy; SDKs try again.</summary>
    public static readonly ServiceError ServiceUnavailable = new("ServiceUnavailable", 503, "Thread pool is almost full, please retry later.");

    public static readonly ServiceError TooManyBuckets = new("TooManyBuckets", 400, "You have attempted to create more buckets than allowed.");

    /// <summary>An argument with a value outside of what is allowed.</summary>
    public static ServiceException BadArgument(string message, string name, string? value)
        => InvalidArgument.Saying(message, ("ArgumentName", name), ("ArgumentValue", value ?? ""));
}
