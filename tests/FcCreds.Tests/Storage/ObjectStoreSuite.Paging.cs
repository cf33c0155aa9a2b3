using FcCreds.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace FcCreds.Tests.Storage;

public abstract partial class ObjectStoreSuite
{
    private static readonly string[] Fragments = ["a", "b", "/", "//", "..", "é", "\uFFFD", "😀", "\0", " "];

    private int casesListed;

    [Fact]
    public void Any_paging_through_any_bucket_gives_what_a_naive_model_gives()
    {
        var texts = Gen.Elements(Fragments).ArrayOf().Select(string.Concat).Resize(5);
        var keys = texts.Where(t => t.Length > 0);
        var writes = Gen.Elements(Write.Put, Write.Version, Write.Version, Write.Marker);
        var cases =
            from written in keys.SelectMany(_ => writes, (key, write) => new KeyWrite(key, write)).ArrayOf().Resize(25)
            from prefix in Gen.OneOf(Gen.Constant(""), texts.Resize(2))
            from delimiter in Gen.Elements("", "/", "a", "//", "😀")
            from after in Gen.OneOf(Gen.Constant(""), texts)
            from limit in Gen.Choose(1, 6)
            from allVersions in Gen.Elements(true, false)
            select new ListingCase(written, prefix, delimiter, after, limit, allVersions);

        var config = Config.QuickThrowOnFailure.WithReplay(20270102, 3).WithMaxTest(ListingCases).WithQuietOnSuccess(true);
        Check.One(config, Prop.ForAll(cases.ToArbitrary(), c => Task.Run(() => PagesEqualModelAsync(c)).GetAwaiter().GetResult()));
    }

    private async Task<bool> PagesEqualModelAsync(ListingCase c)
    {
        var bucket = $"case-{casesListed++}";
        await Store.CreateBucketAsync(NewBucket(bucket), Ct);
        var model = new ListingModel();
        foreach (var written in c.Written)
        {
            var name = new ObjectName(bucket, written.Key);
            var version = written.Write switch
            {
                Write.Marker => (await Store.DeleteAsync(new RemovalRequest { Name = name, VersionMode = VersionMode.On }, Ct)).Marker!,
                var write => (await TryPutAsync(name, [1], default, write == Write.Put ? VersionMode.Off : VersionMode.On)).Version!,
            };
            model.Add(written.Key, version.VersionId, version.IsDeleteMarker);
        }

        var query = new ListQuery
        {
            Bucket = bucket,
            Prefix = c.Prefix,
            Delimiter = c.Delimiter,
            After = c.After,
            Limit = c.Limit,
            AllVersions = c.AllVersions,
        };
        var expected = model.Entries(query);
        var listed = await PagesAsync(query);
        Assert.Equal(expected.Where(e => e.VersionId is not null), listed.Where(e => e.VersionId is not null));
        Assert.Equal(expected.Where(e => e.VersionId is null), listed.Where(e => e.VersionId is null));
        return true;
    }

    private async Task<List<(string Name, string? VersionId)>> PagesAsync(ListQuery query)
    {
        var listed = new List<(string Name, string? VersionId)>();
        while (true)
        {
            var page = await Store.ListAsync(query, Ct);
            listed.AddRange(page.Objects.Select(o => (o.Name.Key, (string?)o.VersionId)));
            listed.AddRange(page.CommonPrefixes.Select(p => (p, (string?)null)));
            if (page.Next is null)
                return listed;
            Assert.Equal(query.Limit, page.Objects.Count + page.CommonPrefixes.Count);
            query = query with { After = page.Next, AfterVersionId = page.NextVersionId };
        }
    }

    private enum Write { Put, Version, Marker }

    private sealed record KeyWrite(string Key, Write Write);

    private sealed record ListingCase(KeyWrite[] Written, string Prefix, string Delimiter, string After, int Limit, bool AllVersions)
    {
        public override string ToString()
            => $"{string.Join(", ", Written.Select(w => $"{w.Write} '{w.Key}'"))} | prefix '{Prefix}' delimiter '{Delimiter}' after '{After}' limit {Limit} versions {AllVersions}";
    }
}
