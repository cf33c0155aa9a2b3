using System.Xml.Linq;
using FcCreds.Oss.Object;

namespace FcCreds.Oss.Settings;

/// <summary>"PutStyle": a named way of processing images.</summary>
internal sealed class BucketStyle : IBucketSetting
{
    public static string Name => "style";

    public static string Root => "Style";

    public static string? KeyParameter => "styleName";

    public static XElement WhenNotSet(OssCall call) => throw OssErrors.NoSuchStyle.With(("StyleName", call.Query(KeyParameter!) ?? ""));

    public static XElement Check(XElement given, OssCall call)
    {
        var now = call.Clocks.Wire.GetUtcNow();
        var made = call.Settings.Find(SettingName.Of<BucketStyle>(call)) is { } before ? XElement.Parse(before).Element("CreateTime")!.Value : ObjectHeaders.HttpTime(now);
        return new(Root,
            new XElement("Name", call.Query(KeyParameter!)),
            new XElement("Content", Expect.Text(given, "Content") ?? throw OssErrors.InvalidStyle.With()),
            new XElement("Category", given.Element("Category")?.Value ?? "image"),
            new XElement("CreateTime", made),
            new XElement("LastModifyTime", ObjectHeaders.HttpTime(now)));
    }
}
