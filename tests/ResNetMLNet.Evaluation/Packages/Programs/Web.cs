var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
using var engine = Predictions.LoadEngine(args[0]);
var app = builder.Build();
app.MapPost("/", async (Stream body) =>
{
    var pixels = new byte[16 * 16];
    await body.ReadExactlyAsync(pixels);
    return engine.Predict(new Picture { Pixels = pixels }).ToString();
});
app.Urls.Add("http://127.0.0.1:0");
await app.StartAsync();

using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
foreach (var picture in Picture.DrawAll())
{
    using var answer = await client.PostAsync("/", new ByteArrayContent(picture.Pixels));
    Console.WriteLine(await answer.Content.ReadAsStringAsync());
}
await app.StopAsync();
