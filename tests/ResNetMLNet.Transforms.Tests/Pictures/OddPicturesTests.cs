using System.Security.Cryptography;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms.Tests.Pictures;

/// <summary>Small pictures that real tools wrote, and what Pillow makes of them.</summary>
[TestClass]
public sealed class OddPicturesTests
{
    private static readonly PictureBox _corner = new(0, 0, 1, 1);

    /// <summary>
    /// What Pillow 9.4 makes of them: <c>exif_transpose</c>, converted to RGBA, pasted over white with their alpha; of 16-bit grey,
    /// which it cuts to 255, the upper bytes.
    /// </summary>
    [TestMethod]
    [DataRow("16-bit-grey-alpha.png", 109, 96, "0b0902a144c3ba4c")]
    [DataRow("anim.webp", 200, 200, "22c70af13ba900f6")]
    [DataRow("basn0g16.png", 32, 32, "428a8eee371482f4")]
    [DataRow("basn2c16.png", 32, 32, "eb8706169d6bc8af")]
    [DataRow("basn3p08.png", 32, 32, "bc813894fd6e034b")]
    [DataRow("ftbbn0g04.png", 32, 32, "0c7447fa155a218f")]
    [DataRow("ftp1n3p08.png", 32, 32, "8ece07634f2cbf09")]
    [DataRow("full-transparent.png", 300, 300, "e94568313653c633")]
    [DataRow("hopper.gif", 128, 128, "7578762e570ef751")]
    [DataRow("hopper.jpg", 128, 128, "719b9eeda0a26779")]
    [DataRow("hopper.webp", 128, 128, "dcfa3934d73500bc")]
    [DataRow("hopper_gray.jpg", 128, 128, "af02452b49f6f7ed")]
    [DataRow("hopper_orientation_6.webp", 128, 128, "26fd641f5ea8aae6")]
    [DataRow("ibasn3p08.png", 32, 32, "bc813894fd6e034b")]
    [DataRow("lossy_alpha.webp", 100, 100, "957244557d28cda2")]
    [DataRow("orientation-1.jpg", 240, 160, "cb8ec78aa3020d82")]
    [DataRow("orientation-2.jpg", 240, 160, "035129c80b1e5007")]
    [DataRow("orientation-3.jpg", 240, 160, "514c8690cf5f6b87")]
    [DataRow("orientation-4.jpg", 240, 160, "817fe4b2bcf13040")]
    [DataRow("orientation-5.jpg", 240, 160, "69d40ea56d53c71f")]
    [DataRow("orientation-6.jpg", 240, 160, "2bdba48f0068b9d6")]
    [DataRow("orientation-7.jpg", 240, 160, "0db614442c9074f8")]
    [DataRow("orientation-8.jpg", 240, 160, "e9ca44aee91d987f")]
    [DataRow("pal8rle.bmp", 127, 64, "0e623e8b8909b1f8")]
    [DataRow("pil_sample_cmyk.jpg", 100, 100, "5f547263ecc1ead3")]
    [DataRow("pil_sample_rgb.jpg", 100, 100, "53031526f70af494")]
    [DataRow("rgb24.bmp", 127, 64, "e2fb8640bc5fdb2c")]
    [DataRow("rgb_trns.png", 64, 64, "450a48004f75baca")]
    [DataRow("sugarshack.mpo.jpg", 640, 480, "e6bf994b579438c2")]
    [DataRow("testimgari.jpg", 227, 149, "0a42217ec0ee16e2")]
    [DataRow("testorig.jpg", 227, 149, "37280c2751859a3c")]
    [DataRow("transparent.gif", 200, 150, "281eef3fee5530e2")]
    [DataRow("transparent.png", 200, 150, "ef607b868fafb038")]
    public void Pixels_Should_Be_Those_Of_Pillow(string name, int width, int height, string sha256)
    {
        using var picture = EncodedPicture.Open(ReferencePhotos.Odd(name), new PictureRules());

        Assert.AreEqual((width, height), (picture.Width, picture.Height));
        using var pixels = picture.Decode();
        Assert.AreEqual((width, height), (pixels.Width, pixels.Height));
        Assert.AreEqual(sha256, PictureHash.Of(pixels)[..16]);
        picture.Check();
    }

    [TestMethod]
    public void Pixels_Of_All_Photographs_Should_Be_Those_Of_Pillow()
    {
        var photographs = Path.Combine(ReferencePhotos.Folder, "ants-bees");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(photographs, "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var picture = EncodedPicture.Open(file, new PictureRules());
            using var pixels = picture.Decode();
            hash.AppendData(PictureHash.Colours(pixels));
        }
        Assert.AreEqual(
            "a0cde6f94f3ec2fa383f4fa30870be48f9535a897467c3ff835a760f4a5623a8", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [TestMethod]
    [DataRow("badcrc.png")]
    [DataRow("oss-fuzz-36829.jpeg")]
    [DataRow("shortfile.bmp")]
    [DataRow("truncated.png")]
    [DataRow("truncated_jpeg.jpg")]
    public void A_Damaged_Picture_Should_Be_Refused_Whatever_Is_Asked_Of_It(string name)
    {
        var file = ReferencePhotos.Odd(name);
        foreach (Action<EncodedPicture> ask in new Action<EncodedPicture>[]
            { picture => picture.Decode().Dispose(), picture => picture.DecodePart(_corner, 1, 1, new()).Picture.Dispose(), picture => picture.Check() })
        {
            Assert.ThrowsExactly<UnreadablePictureException>(() =>
            {
                using var picture = EncodedPicture.Open(file, new PictureRules());
                ask(picture);
            });
        }
    }
}
