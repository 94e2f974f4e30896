using System.Net;
using System.Text;
using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;
using ResNetMLNet.Tests.Pipelines.ImageFolder;
using SkiaSharp;

namespace ResNetMLNet.PredictionService.Tests;

[TestClass]
public sealed class BadInputTests
{
    private static readonly byte[] _sound = Drawings.Png(2, 2);
    private static ServiceHost _host = null!;
    private static Classified _expected = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        _host = await ServiceHost.StartAsync(
            TestModels.Gray, "MaximumPixels=400000", "MaximumPictures=8", "MaximumBodyBytes=4000000", "BodyTimeout=00:00:00.6");
        _expected = await _host.PredictAsync(_sound);
    }

    [ClassCleanup]
    public static async Task Stop() => await _host.DisposeAsync();

    /// <summary>Whatever a test sends, the service goes on answering.</summary>
    [TestCleanup]
    public async Task The_Service_Should_Answer_Others()
    {
        Assert.AreEqual(HttpStatusCode.OK, (await _host.Client.GetAsync("/health/ready")).StatusCode);
        _expected.AssertSame(await _host.PredictAsync(_sound));
    }

    [TestMethod]
    public async Task No_Body_Should_Be_Refused() =>
        StringAssert.Contains((await ProblemOf([], "image/png", HttpStatusCode.BadRequest)).Detail, "body is empty");

    [TestMethod]
    public async Task No_Body_Of_Unknown_Length_Should_Be_Refused()
    {
        using var connection = await RawConnection.OpenAsync(_host);
        await connection.SendAsync(Encoding.ASCII.GetBytes(
            "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "0\r\n\r\n"));

        StringAssert.StartsWith(await connection.ReadAsync("no-pictures"), "HTTP/1.1 400");
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("11")]
    [DataRow("-1")]
    [DataRow("many")]
    public async Task A_Wrong_Top_Should_Be_Refused(string top)
    {
        using var response = await _host.PostAsync(_sound, query: $"?top={top}");

        var problem = await Problem.Of(response, HttpStatusCode.BadRequest);
        Assert.AreEqual(
            $"top is '{top}'; it must be a whole number from 1 to 10, the classes of the model.", problem.Detail);
    }

    [TestMethod]
    [DataRow("text/plain")]
    [DataRow("image/tiff")]
    [DataRow("application/octet-stream")]
    public async Task A_Wrong_Type_Should_Be_Refused(string type) => StringAssert.Contains(
        (await ProblemOf(_sound, type, HttpStatusCode.UnsupportedMediaType)).Detail, $"'{type}'");

    [TestMethod]
    public async Task No_Type_Should_Be_Refused()
    {
        using var response = await _host.Client.PostAsync("/predict", new ByteArrayContent(_sound));

        StringAssert.Contains((await Problem.Of(response, HttpStatusCode.UnsupportedMediaType)).Detail, "missing");
    }

    [TestMethod]
    public async Task A_Form_Without_Files_Should_Be_Refused()
    {
        using var form = new MultipartFormDataContent { { new StringContent("no picture"), "field" } };
        using var response = await _host.Client.PostAsync("/predict", form);

        Assert.AreEqual("urn:resnetmlnet:problem:no-pictures", (await Problem.Of(response, HttpStatusCode.BadRequest)).Type);
    }

    [TestMethod]
    [DataRow("multipart/form-data")]
    [DataRow("multipart/form-data; boundary=none")]
    public async Task A_Malformed_Form_Should_Be_Refused(string type) => Assert.AreEqual(
        "urn:resnetmlnet:problem:malformed-request", (await ProblemOf(_sound, type, HttpStatusCode.BadRequest)).Type);

    [TestMethod]
    public async Task A_Hundred_Megabytes_Should_Be_Refused()
    {
        var problem = await ProblemOf(new byte[100_000_000], "image/png", HttpStatusCode.RequestEntityTooLarge);

        Assert.AreEqual(
            "The body has 100000000 bytes; at most 4000000 are taken. Send fewer or smaller pictures.", problem.Detail);
    }

    [TestMethod]
    public async Task A_Hundred_Megabytes_Of_Unknown_Length_Should_Be_Refused()
    {
        using var body = new StreamContent(new MemoryStream(new byte[100_000_000]));
        body.Headers.ContentType = new("image/png");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = body };
        request.Headers.TransferEncodingChunked = true;
        using var response = await _host.Client.SendAsync(request);

        var problem = await Problem.Of(response, HttpStatusCode.RequestEntityTooLarge);
        StringAssert.Contains(problem.Detail, "more than 4000000 bytes");
    }

    [TestMethod]
    public async Task A_Thousand_Pictures_Should_Be_Refused()
    {
        using var response = await _host.PostFormAsync(Enumerable.Repeat(_sound, 1000));

        StringAssert.Contains((await Problem.Of(response, HttpStatusCode.RequestEntityTooLarge)).Detail, "more than 8 pictures");
    }

    [TestMethod]
    public async Task A_Picture_Bomb_Should_Be_Refused_By_Its_Header()
    {
        var problem = await ProblemOf(Pictures.Claiming(50_000, 50_000), "image/png", HttpStatusCode.UnprocessableEntity);

        StringAssert.Contains(problem.Detail, "50000 x 50000 pixels are more than the 400000 that are allowed");
    }

    [TestMethod]
    public async Task A_Picture_That_Holds_Less_Than_It_Claims_Should_Be_Refused() => StringAssert.Contains(
        (await ProblemOf(Pictures.Claiming(600, 600), "image/png", HttpStatusCode.UnprocessableEntity)).Detail, "damaged");

    [TestMethod]
    [DataRow(SKEncodedImageFormat.Jpeg, "image/jpeg")]
    [DataRow(SKEncodedImageFormat.Png, "image/png")]
    public async Task A_Truncated_Picture_Should_Be_Refused(SKEncodedImageFormat format, string type)
    {
        var problem = await ProblemOf(Pictures.Noise(format)[..^500], type, HttpStatusCode.UnprocessableEntity);

        StringAssert.Contains(problem.Detail, "damaged or cut short");
    }

    [TestMethod]
    [DataRow("GIF89a\u0001\u0000\u0001\u0000")]
    [DataRow("RIFF\u0004\u0000\u0000\u0000WEBPVP8 ")]
    [DataRow("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [DataRow("%PDF-1.7")]
    public async Task What_Is_No_Picture_Should_Be_Refused(string start)
    {
        byte[] polyglot = [.. Encoding.Latin1.GetBytes(start), .. _sound];

        await ProblemOf(polyglot, "image/png", HttpStatusCode.UnprocessableEntity);
    }

    [TestMethod]
    public async Task The_Content_Should_Decide_What_Format_A_Picture_Is_In()
    {
        var webp = Pictures.Noise(SKEncodedImageFormat.Webp);

        (await _host.PredictAsync(webp)).AssertSame(Offline.Gray(TestModels.Gray, webp)[0]);
    }

    [TestMethod]
    public async Task What_Follows_A_Picture_Should_Not_Matter()
    {
        byte[] polyglot = [.. _sound, .. "<script>alert(1)</script>PK\u0003\u0004"u8];

        _expected.AssertSame(await _host.PredictAsync(polyglot));
    }

    [TestMethod]
    public async Task A_Damaged_File_Of_A_Form_Should_Be_Named_And_None_Be_Scored()
    {
        using var response = await _host.PostFormAsync([_sound, _sound[..100], _sound]);

        var problem = await Problem.Of(response, HttpStatusCode.UnprocessableEntity);
        Assert.AreEqual("1.png", problem.File);
        StringAssert.Contains(problem.Detail, "'1.png'");
    }

    [TestMethod]
    public async Task A_File_Name_Should_Only_Be_Echoed()
    {
        const string name = "../../etc/passwd <b>";
        using var picture = new ByteArrayContent(_sound);
        using var form = new MultipartFormDataContent { { picture, "files", name } };
        using var response = await _host.Client.PostAsync("/predict", form);

        Assert.AreEqual(name, (await Answer.Of(response)).Predictions[0].File);
    }

    [TestMethod]
    public async Task A_Client_That_Sends_A_Byte_At_A_Time_Should_Be_Given_Up()
    {
        using var connection = await RawConnection.OpenAsync(_host);
        await connection.SendHeaderAsync(_sound.Length);
        await connection.SendSlowlyAsync(_sound, TimeSpan.FromMilliseconds(100));

        var text = await connection.ReadAsync("too-slow");
        StringAssert.StartsWith(text, "HTTP/1.1 408");
        StringAssert.Contains(text, "within 0.6 seconds");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_Broken_Connection_Should_Do_No_Harm(bool isWholeBodySent)
    {
        for (var i = 0; i < 20; i++)
        {
            using var connection = await RawConnection.OpenAsync(_host);
            await connection.SendHeaderAsync(_sound.Length);
            await connection.SendAsync(isWholeBodySent ? _sound : _sound[..50]);
            connection.Break();
        }
    }

    [TestMethod]
    [DataRow("GET", "/predict", HttpStatusCode.MethodNotAllowed)]
    [DataRow("POST", "/model", HttpStatusCode.MethodNotAllowed)]
    [DataRow("GET", "/nothing", HttpStatusCode.NotFound)]
    [DataRow("GET", "/..%2fappsettings.json", HttpStatusCode.NotFound)]
    public async Task A_Wrong_Path_Or_Method_Should_Get_A_Problem(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.ParseAdd("text/html");
        using var response = await _host.Client.SendAsync(request);

        await Problem.Of(response, status);
    }

    private static async Task<Problem> ProblemOf(byte[] content, string type, HttpStatusCode status)
    {
        using var response = await _host.PostAsync(content, type);
        return await Problem.Of(response, status);
    }
}
