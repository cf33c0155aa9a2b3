namespace FcCreds.Tests.Oss.Multipart;

/// <summary>Random uploads against a model that is a dictionary of parts. A failure names its seed.</summary>
public sealed class MultipartModelTests
{
    private const string Path = "/photos/a";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Uploads_do_what_the_model_says(int seed)
    {
        var random = new Random(seed);
        await using var oss = await OssFixture.StartAsync();
        var model = new SortedDictionary<int, byte[]>();
        byte[]? whole = null;
        var id = await oss.Client.InitiateAsync(Path);
        for (var step = 0; step < 60; step++)
        {
            switch (random.Next(10))
            {
                case < 6:
                    var number = random.Next(1, 6) * random.Next(1, 4);
                    var content = MultipartClient.Bytes(random.Next(4) == 0 ? random.Next(2000) : MultipartClient.MinPart + random.Next(200), random.Next());
                    (await oss.Client.UploadPartAsync(Path, id, number, content)).IsOk();
                    model[number] = content;
                    break;
                case < 7:
                    var listed = (await oss.Client.GetAsync(Path, ("uploadId", id))).IsOk().Xml.Elements("Part");
                    Assert.Equal(
                        model.Select(part => $"{part.Key} {part.Value.Length} \"{MultipartClient.Md5(part.Value)}\""),
                        listed.Select(part => $"{part.Element("PartNumber")!.Value} {part.Element("Size")!.Value} {part.Element("ETag")!.Value}"));
                    break;
                case < 9:
                    var chosen = model.Where(_ => random.Next(4) > 0).ToList();
                    var answer = await oss.Client.CompleteAsync(Path, id, [.. chosen.Select(part => (part.Key, MultipartClient.Md5(part.Value)))]);
                    if (chosen.Count == 0) answer.IsRefused(400, "MalformedXML");
                    else if (chosen.SkipLast(1).Any(part => part.Value.Length < MultipartClient.MinPart)) answer.IsRefused(400, "EntityTooSmall");
                    else
                    {
                        Assert.Equal(MultipartClient.ETagOf(chosen.Select(part => part.Value)), answer.IsOk()["ETag"]);
                        whole = [.. chosen.SelectMany(part => part.Value)];
                        await NextAsync();
                    }
                    break;
                default:
                    (await oss.Client.AbortAsync(Path, id)).IsOk(204);
                    await NextAsync();
                    break;
            }
            var get = await oss.Client.GetAsync(Path);
            if (whole is null) get.IsRefused(404, "NoSuchKey");
            else Assert.True(whole.AsSpan().SequenceEqual(get.IsOk().Body), $"seed {seed}, step {step}");
        }

        async Task NextAsync()
        {
            model.Clear();
            id = await oss.Client.InitiateAsync(Path);
        }
    }
}
