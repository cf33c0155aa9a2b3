using System.Xml.Linq;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutUserDefinedLogFieldsConfig": request headers and parameters that log lines would show.</summary>
internal sealed class BucketUserDefinedLogFields : IBucketSetting
{
    public static string Name => "userDefinedLogFieldsConfig";

    public static string Root => "UserDefinedLogFieldsConfiguration";

    public static OperationState State => OperationState.Stored;

    public static XElement WhenNotSet(OssCall call) => IBucketSetting.Throw(OssErrors.NoSuchUserDefinedLogFieldsConfig, call);

    public static XElement Check(XElement given, OssCall call)
    {
        var headers = given.Element("HeaderSet")?.Elements("header") ?? [];
        var parameters = given.Element("ParamSet")?.Elements("parameter") ?? [];
        return headers.Concat(parameters).Any() ? given : throw OssXml.Malformed("The configuration names neither a header nor a parameter.");
    }
}
