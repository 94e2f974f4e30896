using ResNetMLNet.Reports.Data;
using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Reports.Tests.Data;

/// <summary>What the perceptual hash makes of photographs that were changed, and of different ones.</summary>
[TestClass]
[TestCategory(TestCategories.Long)]
public sealed class NearDuplicatePhotosTests
{
    private static readonly Dictionary<string, Func<SKBitmap, byte[]>> _changes = new()
    {
        ["half"] = photo => Scaled(photo, photo.Width / 2, photo.Height / 2, quality: 95),
        ["224 px"] = photo => Scaled(photo, 224, 224 * photo.Height / photo.Width, quality: 95),
        ["quality 50"] = photo => DrawnPicture.Encode(photo, SKEncodedImageFormat.Jpeg, quality: 50),
        ["quality 20"] = photo => DrawnPicture.Encode(photo, SKEncodedImageFormat.Jpeg, quality: 20),
        ["without 2% at two sides"] = photo => Cropped(photo, 0, 0.02),
        ["without 2% at each side"] = photo => Cropped(photo, 0.02, 0.02),
        ["brighter"] = photo => Lit(photo, 1.2),
        ["darker"] = photo => Lit(photo, 0.8),
    };

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Changed_Photos_Should_Be_Near_And_Different_Ones_Far()
    {
        string[] files = [.. Directory.GetFiles(Photos(), "*.jpg", SearchOption.AllDirectories).Order()];
        PictureLook[] looks = [.. files.Select(file => LookAt(File.ReadAllBytes(file)))];

        var nearest = (from one in Enumerable.Range(0, looks.Length)
                       from other in Enumerable.Range(0, one)
                       select looks[one].Hash.DistanceTo(looks[other].Hash)).Min();
        TestContext.WriteLine($"different: {nearest}, least deviation {looks.Min(look => look.Deviation):F1}");
        Assert.IsGreaterThan(PerceptualHash.NearDistance, nearest);
        foreach (var (name, change) in _changes)
        {
            PictureLook[] changed = [.. files.Select(file => Changed(file, change))];
            TestContext.WriteLine($"{name}: {looks.Zip(changed, (look, other) => look.Hash.DistanceTo(other.Hash)).Max()}");
            var families = PictureFamilies.Of([.. looks, .. changed], progress: null, CancellationToken.None);
            Assert.AreSequenceEqual(Enumerable.Range(0, 2 * files.Length).Select(i => i % files.Length), families, name);
        }
    }

    private static string Photos()
    {
        const string variable = "PHOTOS_DIR";
        var folder = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(folder))
            Assert.Inconclusive($"Set {variable} to a folder with ants-bees.");
        return Path.Combine(folder, "ants-bees");
    }

    private static PictureLook LookAt(byte[] content) => new PictureLooker(new PictureRules()).LookAt(new EncodedContent(null, content, Row: 0));

    private static PictureLook Changed(string file, Func<SKBitmap, byte[]> change)
    {
        using var photo = SKBitmap.Decode(file);
        return LookAt(change(photo));
    }

    private static byte[] Scaled(SKBitmap photo, int width, int height, int quality)
    {
        using var scaled = photo.Resize(new SKSizeI(width, height), SKFilterQuality.High);
        return DrawnPicture.Encode(scaled, SKEncodedImageFormat.Jpeg, quality);
    }

    private static byte[] Cropped(SKBitmap photo, double before, double behind)
    {
        using var part = new SKBitmap();
        var (left, top) = ((int)(before * photo.Width), (int)(before * photo.Height));
        photo.ExtractSubset(part, new SKRectI(left, top, (int)((1 - behind) * photo.Width), (int)((1 - behind) * photo.Height)));
        return DrawnPicture.Encode(part, SKEncodedImageFormat.Jpeg, quality: 95);
    }

    private static byte[] Lit(SKBitmap photo, double factor)
    {
        byte[] table = [.. Enumerable.Range(0, 256).Select(value => (byte)Math.Min(255, value * factor))];
        using var lit = new SKBitmap(photo.Info);
        using (var canvas = new SKCanvas(lit))
        {
            using var filter = SKColorFilter.CreateTable(table);
            using var paint = new SKPaint { ColorFilter = filter };
            canvas.DrawBitmap(photo, 0, 0, paint);
        }
        return DrawnPicture.Encode(lit, SKEncodedImageFormat.Jpeg, quality: 95);
    }
}
