using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Transforms.Tests.Pictures;

[TestClass]
public sealed class DamagedPicturesTests
{
    private static readonly PictureRules _rules = new() { MaximumPixels = 1_000_000 };

    [TestMethod]
    public void A_Picture_That_Is_Cut_Should_Be_Refused_Or_Whole_Whatever_Is_Asked_Of_It()
    {
        foreach (var content in PictureContents.All)
        {
            var whole = Answers(content);
            Assert.IsTrue(whole.All(answer => answer is not null));
            for (var length = 0; length < content.Length; length += length > content.Length - 40 ? 1 : 37)
            {
                var answers = Answers(content[..length]);
                Assert.IsTrue(answers.All(answer => answer is null) || answers.SequenceEqual(whole), $"{content[1]} cut to {length} of {content.Length} bytes");
            }
        }
    }

    [TestMethod]
    public void Changed_Bytes_Should_Give_One_Answer_Whatever_Is_Asked()
    {
        var random = new Random(1);
        var contents = PictureContents.All.Concat(SmallOddPictures()).ToList();
        for (var i = 0; i < 2_000; i++)
        {
            var content = contents[i % contents.Count].ToArray();
            for (var change = random.Next(4); change >= 0; change--)
                content[random.Next(random.Next(2) == 0 ? Math.Min(content.Length, 200) : content.Length)] = (byte)random.Next(256);
            var answers = Answers(content[..(random.Next(4) == 0 ? random.Next(content.Length) : content.Length)]);
            Assert.HasCount(1, answers.Select(answer => answer is null).Distinct().ToList(), $"variant {i}");
        }
    }

    [TestMethod]
    [DataRow("IDAT")]
    [DataRow("tRNS")]
    [DataRow("ABCD")]
    [DataRow("tEXt", true)]
    public void A_Chunk_That_No_Decoder_May_Leave_Out_Should_Be_What_Was_Written(string name, bool isTaken = false)
    {
        var png = PictureContents.WithChunk(DrawnPictures.Encoded(3, 2), name, [0, 0]);
        png[8 + 25 + 8] ^= 1;
        Assert.AreEqual(isTaken, Answers(png).All(answer => answer is not null));
    }

    [TestMethod]
    [DataRow((byte)0x02)]
    [DataRow((byte)0xC0)]
    [DataRow((byte)0xD8)]
    [DataRow((byte)0x00, true)]
    [DataRow((byte)0xD3, true)]
    [DataRow((byte)0xFE, true)]
    public void A_Mark_That_No_Jpeg_Has_Among_Its_Pixels_Should_Be_Found_Out(byte mark, bool isTaken = false)
    {
        var jpeg = DrawnPictures.Encoded(40, 30, SKEncodedImageFormat.Jpeg);
        byte[] changed = [.. jpeg[..^100], 0xFF, mark, 0, 2, .. jpeg[^100..]];
        Assert.AreEqual(isTaken, Answers(changed).All(answer => answer is not null));
    }

    [TestMethod]
    public void What_Follows_The_End_Of_A_Picture_Should_Not_Matter()
    {
        foreach (var content in PictureContents.All)
            Assert.AreSequenceEqual(Answers(content), Answers([.. content, .. new byte[100], .. "film"u8]));
    }

    /// <summary>Its decoder would copy a text of 60 MB once for each 4 KiB of it: nine minutes for one pixel.</summary>
    [TestMethod]
    public void Text_In_A_Png_Should_Not_Reach_The_Decoder()
    {
        var png = DrawnPictures.Encoded(3, 2);
        var texts = PictureContents.WithChunk(png, "tEXt", new byte[3_000_000]);
        Assert.AreEqual(PngContent.Pixels(png).Length, PngContent.Pixels(texts).Length);
        Assert.AreSequenceEqual(Answers(png), Answers(texts));
        foreach (var name in new[] { "PLTE", "tRNS", "ABCD" })
            Assert.IsTrue(Answers(PictureContents.WithChunk(png, name, new byte[1_000])).All(answer => answer is null), name);
    }

    [TestMethod]
    public void Too_Many_Pixels_Should_Be_Refused_By_The_Header()
    {
        Expect.Error<UnreadablePictureException>(
            () => EncodedPicture.Open(PictureContents.Claim(65_536, 65_536), new PictureRules()),
            "its 65536 x 65536 pixels are more than the 178956970 that are allowed");
        Expect.Error<UnreadablePictureException>(
            () => EncodedPicture.Open(DrawnPictures.Encoded(9, 8), new PictureRules { MaximumPixels = 71 }), "its 9 x 8 pixels");
    }

    [TestMethod]
    public void A_Size_That_A_Decoder_Does_Not_Take_Should_Be_Told_By_Its_Numbers()
    {
        foreach (var (content, reason) in new[]
        {
            (PictureContents.Claim(40_000_000, 1), "its 40000000 x 1 pixels are more than the 1000000 of a side that can be decoded"),
            (PictureContents.Claim(-1, -1), "its 4294967295 x 4294967295 pixels are more than the 178956970 that are allowed"),
            (PictureContents.BmpClaim(1, -65_536), "its 1 x 65536 pixels are more than the 65535 of a side that can be decoded"),
            (PictureContents.BmpClaim(40_000, 40_000), "its 40000 x 40000 pixels are more than the 178956970 that are allowed"),
            (PictureContents.JpegClaim(65_501, 1), "its 65501 x 1 pixels are more than the 65500 of a side that can be decoded"),
            (PictureContents.JpegClaim(65_535, 65_535), "its 65535 x 65535 pixels are more than the 178956970 that are allowed"),
            (PictureContents.WebPClaim(1 << 24, 1 << 24), "its 16777216 x 16777216 pixels are more than the 178956970 that are allowed"),
            (PictureContents.Claim(0, 1), "it is damaged or cut short"),
            (PictureContents.BmpClaim(-5, 5), "it is damaged or cut short"),
        })
            Assert.AreEqual(reason, Assert.ThrowsExactly<UnreadablePictureException>(() => EncodedPicture.Open(content, new PictureRules())).Message);
    }

    [TestMethod]
    public void Scans_Should_Be_Told_Where_They_Are_Too_Many_And_Only_There()
    {
        Assert.IsTrue(Answers(PictureContents.WithScans(99)).All(answer => answer is not null));
        foreach (var ask in new Action<EncodedPicture>[]
            { picture => picture.Decode(), picture => picture.DecodePart(new PictureBox(0, 0, 1, 1), 1, 1, new()), picture => picture.Check() })
        {
            using var many = EncodedPicture.Open(PictureContents.WithScans(160), _rules);
            Expect.Error<UnreadablePictureException>(() => ask(many), "its 160 scans are more than the 99 that can be decoded");
        }

        byte[] marks = [.. Enumerable.Repeat<byte[]>([0xFF, 0xDA], 160).SelectMany(mark => mark)];
        using var cut = EncodedPicture.Open(PictureContents.WithJpegExif(DrawnPictures.Encoded(40, 30, SKEncodedImageFormat.Jpeg)[..^20], marks), _rules);
        Expect.Error<UnreadablePictureException>(cut.Check, "it is damaged or cut short");
    }

    [TestMethod]
    public void A_File_That_Cannot_Be_Read_Should_Be_Told_Why()
    {
        using var folder = new TemporaryFolder();
        var rules = new PictureRules { MaximumPixels = 1 };
        Expect.Error<UnreadablePictureException>(() => EncodedPicture.Open(folder.File("none.png"), rules), "it does not exist");
        Expect.Error<UnreadablePictureException>(() => EncodedPicture.Open(folder.File("no/ne.png"), rules), "it does not exist");
        Expect.Error<UnreadablePictureException>(() => EncodedPicture.Open(folder.Path, rules), "it is a folder");
        Expect.Error<UnreadablePictureException>(() => EncodedPicture.Open("", rules), "its path is empty");
        Expect.Error<UnreadablePictureException>(() => EncodedPicture.Open("a\0b", rules), "Null character in path");
        Expect.Error<UnreadablePictureException>(() => EncodedPicture.Open(folder.Write("empty.png", []), rules), "it is empty");
        using (var large = File.Create(folder.File("large.bmp")))
        {
            large.Write("BM"u8);
            large.SetLength(100_000_000);
        }
        Expect.Error<UnreadablePictureException>(
            () => EncodedPicture.Open(folder.File("large.bmp"), rules), "its 100000000 bytes are too many");
    }

    /// <summary>Where a link leads goes by the folder that it lies in, which a relative path may not name.</summary>
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [Timeout(20_000)]
    public void A_Relative_Path_To_A_Link_Should_Be_Followed()
    {
        var name = $"links-{Guid.NewGuid():N}";
        var (link, pipe) = ($"{name}.png", $"{name}.pipe");
        using var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(name, folder.Path);
        File.CreateSymbolicLink(link, $"{name}/picture.png");
        File.CreateSymbolicLink(pipe, $"{name}/pipe");
        try
        {
            folder.Write("picture.png", DrawnPictures.Encoded(3, 2));
            folder.MakePipe("pipe");

            EncodedPicture.Open(link, new PictureRules()).Dispose();
            Expect.Error<UnreadablePictureException>(
                () => EncodedPicture.Open(pipe, new PictureRules()), "it is a pipe, device or socket");
        }
        finally
        {
            File.Delete(pipe);
            File.Delete(link);
            File.Delete(name);
        }
    }

    /// <summary>What comes of decoding, of decoding small and of checking; null where it is refused.</summary>
    private static string?[] Answers(byte[] content) =>
    [
        Answer(content, picture =>
        {
            using var pixels = picture.Decode();
            return PictureHash.Of(pixels);
        }),
        Answer(content, picture =>
        {
            using var pixels = picture.DecodePart(new PictureBox(picture.Height / 2, picture.Width / 2, 1, 1), 1, 1, new()).Picture;
            return PictureHash.Of(pixels);
        }),
        Answer(content, picture =>
        {
            picture.Check();
            return "";
        }),
    ];

    private static string? Answer(byte[] content, Func<EncodedPicture, string> ask)
    {
        try
        {
            using var picture = EncodedPicture.Open(content, _rules);
            return ask(picture);
        }
        catch (UnreadablePictureException)
        {
            return null;
        }
    }

    private static IEnumerable<byte[]> SmallOddPictures() => Environment.GetEnvironmentVariable("PHOTOS_DIR") is { Length: > 0 } folder
        ? new DirectoryInfo(Path.Combine(folder, "odd")).GetFiles().Where(file => file.Length < 5_000).Select(file => File.ReadAllBytes(file.FullName))
        : [];
}
