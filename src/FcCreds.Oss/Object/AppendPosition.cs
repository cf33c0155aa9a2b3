using System.Globalization;
using FcCreds.Core.Errors;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>The parameter <c>position</c> of AppendObject and SealAppendObject, and what it is compared with.</summary>
internal static class AppendPosition
{
    public const string Parameter = "position";
    public const string NextHeader = "x-oss-next-append-position";

    /// <summary>The type of an object that grows.</summary>
    public const string Appendable = "Appendable";

    public static long Read(OssCall call)
    {
        if (call.Query(Parameter) is not { Length: > 0 } text) throw OssErrors.MissingAppendPosition.With(("ArgumentName", Parameter));
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : throw OssErrors.InvalidAppendPosition.With(("ArgumentName", Parameter), ("ArgumentValue", text));
    }

    /// <summary>Refuses objects of other types, and those that were sealed.</summary>
    public static void CheckOpen(ObjectVersion version)
    {
        if (!IsAppendable(version) || ObjectFacts.Of(version).SealedAt is not null) throw OssErrors.ObjectNotAppendable.With();
    }

    public static bool IsAppendable(ObjectVersion version) => version is { IsDeleteMarker: false, Description.ObjectType: Appendable };

    public static void CheckEnd(long position, long length)
    {
        if (position == length) return;
        throw new ServiceException(OssErrors.PositionNotEqualToLength, OssErrors.PositionNotEqualToLength.Message, [])
        {
            Headers = [(NextHeader, length.ToString(CultureInfo.InvariantCulture))],
        };
    }
}
