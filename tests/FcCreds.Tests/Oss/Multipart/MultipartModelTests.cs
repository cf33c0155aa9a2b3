using FsCheck;
using FsCheck.Fluent;
using Step = FcCreds.Tests.Oss.Multipart.MultipartStep;

namespace FcCreds.Tests.Oss.Multipart;

/// <summary>Any sequence of what clients do to an object's uploads, several of them at a time, against a naive model.</summary>
public sealed class MultipartModelTests
{
    private const int MinPart = MultipartClient.MinPart;

    private static readonly byte[] Source = MultipartClient.Bytes(3 * MinPart, 99);

    [Fact]
    public async Task Uploads_do_what_the_model_says()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", "/photos/source") { Body = Source })).IsOk();
        var (cases, joined) = (0, 0);
        var config = Config.QuickThrowOnFailure.WithReplay(20261124, 5).WithMaxTest(50).WithEndSize(40).WithQuietOnSuccess(true);
        Check.One(config, Prop.ForAll(Steps().ArrayOf().ToArbitrary(), steps =>
        {
            var model = Task.Run(() => RunAsync(oss.Client, $"case-{cases++}", steps)).GetAwaiter().GetResult();
            if (model.Whole is not null) joined++;
        }));
        // Refusals alone would prove little.
        Assert.InRange(joined, 10, cases);
    }

    private static Gen<Step> Steps()
    {
        var on = Gen.Choose(0, 5);
        var number = Gen.Elements(1, 2, 3, 4, 7, 10_000);
        var size = Gen.Frequency((5, Gen.Choose(MinPart, MinPart + 3)), (2, Gen.Choose(0, 2000)), (1, Gen.Constant(MinPart - 1)));
        var slip = Gen.Frequency((5, Gen.Constant(Step.ListSlip.None)), (1, Gen.Elements(Enum.GetValues<Step.ListSlip>())));
        return Gen.Frequency(
            (1, Gen.Constant<Step>(new Step.Initiate())),
            (8, on.SelectMany(_ => number, (o, n) => (o, n)).SelectMany(_ => size, (one, s) => (one, s)).SelectMany(_ => Gen.Choose(0, 1000), Step (one, seed) => new Step.UploadPart(one.one.o, one.one.n, one.s, seed))),
            (2, on.SelectMany(_ => number, (o, n) => (o, n)).SelectMany(_ => Gen.Choose(0, MinPart), (one, from) => (one, from)).SelectMany(_ => Gen.Choose(MinPart - 1, MinPart + 1), Step (one, s) => new Step.CopyPart(one.one.o, one.one.n, one.from, s))),
            (2, on.SelectMany(_ => Gen.Choose(0, 8), (o, after) => (o, after)).SelectMany(_ => Gen.Choose(1, 4), Step (one, most) => new Step.ListParts(one.o, one.after, most))),
            (1, Gen.Constant<Step>(new Step.ListUploads())),
            (4, on.SelectMany(_ => Gen.Elements(0, 0, 1, 2, 5, 63), (o, without) => (o, without)).SelectMany(_ => slip, Step (one, s) => new Step.Complete(one.o, one.without, s))),
            (1, on.Select(Step (o) => new Step.CompleteAll(o))),
            (1, on.Select(Step (o) => new Step.Abort(o))));
    }

    private static async Task<MultipartModel> RunAsync(OssClient client, string key, Step[] steps)
    {
        var (model, path) = (new MultipartModel(), $"/photos/{key}");
        model.Begin(await client.InitiateAsync(path));
        foreach (var step in steps)
        {
            await TakeAsync(client, path, model, step);
            if (step is Step.Complete or Step.CompleteAll) CompareWhole(model, await client.GetAsync(path));
        }
        CompareWhole(model, await client.GetAsync(path));
        return model;
    }

    private static void CompareWhole(MultipartModel model, OssAnswer get)
    {
        if (model.Whole is not var (content, etag))
        {
            get.IsRefused(404, "NoSuchKey");
            return;
        }
        Assert.True(content.AsSpan().SequenceEqual(get.IsOk().Body), "the object is another");
        Assert.Equal(etag, get["ETag"]);
    }

    private static async Task TakeAsync(OssClient client, string path, MultipartModel model, Step step)
    {
        switch (step)
        {
            case Step.Initiate:
                model.Begin(await client.InitiateAsync(path));
                break;
            case Step.UploadPart(var on, var number, var size, var seed):
                var sent = MultipartClient.Bytes(size, seed);
                Put(model.At(on), number, sent, await client.UploadPartAsync(path, model.At(on).Id, number, sent));
                break;
            case Step.CopyPart(var on, var number, var from, var size):
                var copied = Source.AsSpan(from, size).ToArray();
                Put(model.At(on), number, copied, await client.CopyPartAsync(path, model.At(on).Id, number, "/photos/source", ("x-oss-copy-source-range", $"bytes={from}-{from + size - 1}")));
                break;
            case Step.ListParts(var on, var after, var most):
                CompareParts(model.At(on), after, most, await client.GetAsync(path, ("uploadId", model.At(on).Id), ("part-number-marker", $"{after}"), ("max-parts", $"{most}")));
                break;
            case Step.ListUploads:
                var listed = (await client.GetAsync("/photos", ("uploads", null), ("prefix", path["/photos/".Length..]))).IsOk().Xml.Elements("Upload");
                Assert.Equal(model.Open.Order(StringComparer.Ordinal), listed.Where(one => $"/photos/{one.Element("Key")!.Value}" == path).Select(one => one.Element("UploadId")!.Value).Order(StringComparer.Ordinal));
                break;
            case Step.Complete(var on, var without, var slip):
                var entries = Entries(model.At(on), without, slip);
                Compare(model.Complete(model.At(on), entries), await client.CompleteAsync(path, model.At(on).Id, [.. entries]));
                break;
            case Step.CompleteAll(var on):
                Compare(model.Complete(model.At(on), null), await client.CompleteAllAsync(path, model.At(on).Id));
                break;
            case Step.Abort(var on):
                var aborted = await client.AbortAsync(path, model.At(on).Id);
                if (model.At(on).Parts is null) aborted.IsRefused(404, "NoSuchUpload");
                else aborted.IsOk(204);
                model.At(on).Parts = null;
                break;
        }
    }

    private static void Put(MultipartModel.Upload upload, int number, byte[] content, OssAnswer answer)
    {
        if (upload.Parts is not { } parts)
        {
            answer.IsRefused(404, "NoSuchUpload");
            return;
        }
        answer.IsOk();
        parts[number] = content;
    }

    private static void CompareParts(MultipartModel.Upload upload, int after, int most, OssAnswer answer)
    {
        if (upload.Parts is not { } parts)
        {
            answer.IsRefused(404, "NoSuchUpload");
            return;
        }
        var rest = parts.Where(part => part.Key > after).ToArray();
        Assert.Equal(
            rest.Take(most).Select(part => $"{part.Key} {part.Value.Length} \"{MultipartClient.Md5(part.Value)}\""),
            answer.IsOk().Xml.Elements("Part").Select(part => $"{part.Element("PartNumber")!.Value} {part.Element("Size")!.Value} {part.Element("ETag")!.Value}"));
        Assert.Equal(rest.Length > most ? "true" : "false", answer.Xml.Element("IsTruncated")!.Value);
    }

    private static List<(int Number, string ETag)> Entries(MultipartModel.Upload upload, int without, Step.ListSlip slip)
    {
        var parts = upload.Parts ?? new() { [1] = [] };
        var entries = parts.Where((_, at) => (without & (1 << at)) == 0).Select(part => (part.Key, MultipartClient.Md5(part.Value))).ToList();
        if (slip == Step.ListSlip.Swapped) entries.Reverse();
        if (slip == Step.ListSlip.WrongETag && entries.Count > 0) entries[^1] = (entries[^1].Key, MultipartClient.Md5(Source));
        if (slip == Step.ListSlip.Absent) entries.Add((9999, MultipartClient.Md5([])));
        return entries;
    }

    private static void Compare((int Status, string Code)? refusal, OssAnswer answer)
    {
        if (refusal is var (status, code)) answer.IsRefused(status, code);
        else answer.IsOk();
    }
}
