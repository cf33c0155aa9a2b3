using System.Xml.Linq;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutBucketCallbackPolicy": named callbacks for uploads to choose from.</summary>
internal sealed class BucketCallbackPolicy : IBucketSetting
{
    public static string Name => "callbackPolicy";

    public static string Root => "BucketCallbackPolicy";

    public static OperationState State => OperationState.Stored;

    public static XElement WhenNotSet(OssCall call) => IBucketSetting.Throw(OssErrors.NoSuchCallbackPolicy, call);

    public static XElement Check(XElement given, OssCall call)
    {
        foreach (var item in Expect.Some(given, "PolicyItem", 100))
        {
            Expect.Some(item, "PolicyName");
            Expect.Some(item, "Callback");
        }
        return given;
    }
}
