using FcCreds.Core.Errors;
using FcCreds.Oss;
using FcCreds.Oss.Object;
using FsCheck;
using FsCheck.Fluent;

namespace FcCreds.Tests.Oss.Object;

public sealed class ByteRangeTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithReplay(20261123, 17).WithQuietOnSuccess(true);

    [Fact]
    public void Any_range_gives_the_bytes_that_counting_them_gives()
    {
        var bound = Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(0, 12).Select(i => (int?)i));
        var cases =
            from first in bound
            from last in bound
            from size in Gen.Choose(0, 10)
            from mode in Gen.Elements(RangeMode.Compatible, RangeMode.Standard)
            select (First: first, Last: last, Size: size, Mode: mode);
        Check.One(Quick.WithMaxTest(3000), Prop.ForAll(cases.ToArbitrary(), c
            => Assert.Equal(Counted(c.First, c.Last, c.Size, c.Mode), Served($"bytes={c.First}-{c.Last}", c.Size, c.Mode))));
    }

    [Fact]
    public void No_header_leads_out_of_the_object()
    {
        string[] pieces = ["bytes=", "Bytes=", "-", ",", " ", "0", "1", "7", "9223372036854775807", "99999999999999999999", "+", "x", "="];
        var cases =
            from header in Gen.Elements(pieces).ArrayOf().Select(string.Concat)
            from size in Gen.Elements(0L, 1L, 8L, long.MaxValue)
            from mode in Gen.Elements(RangeMode.Compatible, RangeMode.Standard)
            select (Header: header, Size: size, Mode: mode);
        Check.One(Quick.WithMaxTest(3000), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            try
            {
                if (ByteRange.Read(c.Header, c.Size, c.Mode) is not { } range) return;
                Assert.InRange(range.Offset, 0, c.Size - 1);
                Assert.InRange(range.Length, 1, c.Size - range.Offset);
            }
            catch (ServiceException refused)
            {
                Assert.Same(OssErrors.InvalidRange, refused.Error);
            }
        }));
    }

    /// <summary>The positions served, or null for a refusal.</summary>
    private static int[]? Served(string header, int size, RangeMode mode)
    {
        try
        {
            var (offset, length) = ByteRange.Read(header, size, mode) ?? new(0, size);
            return [.. Enumerable.Range((int)offset, (int)length)];
        }
        catch (ServiceException)
        {
            return null;
        }
    }

    private static int[]? Counted(int? first, int? last, int size, RangeMode mode)
    {
        int[] whole = [.. Enumerable.Range(0, size)];
        // What says nothing, or ends before it starts, is no range at all.
        if ((first, last) is (null, null) || last < first) return whole;
        int[] wanted = first is null ? [.. whole.TakeLast(last!.Value)] : [.. whole.Where(at => at >= first && at <= (last ?? size))];
        if (first is null && last == 0) return null;
        if (mode == RangeMode.Standard) return wanted.Length > 0 ? wanted : null;
        var isOutside = first is null ? last > size : last >= size || first >= size;
        return isOutside ? whole : wanted;
    }
}
