using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ResNetMLNet.Benchmarks.Load;

/// <summary>A client that sends one picture after another and checks every answer.</summary>
/// <param name="client">The connections.</param>
/// <param name="pictures">What is sent, and what has to be answered.</param>
/// <param name="seed">Chooses the pictures.</param>
internal sealed class LoadClient(HttpClient client, LoadPictures pictures, int seed)
{
    private const float Tolerance = 1e-6f;

    // As long as a client waits that finds nobody, so that it does not take the time of the service that starts.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    private readonly Random _random = new(seed);
    private readonly string _path = $"/predict?top={pictures.Scores[0].Count}";

    /// <summary>Sends until it is stopped; what is on its way then is still answered.</summary>
    public async Task<LoadTally> RunAsync(CancellationToken stop)
    {
        var tally = new LoadTally();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await SendAsync(tally, _random.Next(pictures.Files.Count));
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                tally.CountDisconnection();
                await Task.Delay(_pause, CancellationToken.None);
            }
        }
        return tally;
    }

    private async Task SendAsync(LoadTally tally, int index)
    {
        using var body = new ByteArrayContent(pictures.Files[index]);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        var started = Stopwatch.GetTimestamp();
        using var response = await client.PostAsync(_path, body);
        var content = await response.Content.ReadAsByteArrayAsync();
        if (response.IsSuccessStatusCode)
        {
            var time = Stopwatch.GetElapsedTime(started);
            tally.CountAnswer(IsRight(content, pictures.Scores[index]), time);
            return;
        }

        tally.CountStatus((int)response.StatusCode);
        await Task.Delay(_pause);
    }

    private static bool IsRight(byte[] content, IReadOnlyDictionary<string, float> expected)
    {
        using var document = JsonDocument.Parse(content);
        var classes = document.RootElement.GetProperty("predictions")[0].GetProperty("classes");
        return classes.GetArrayLength() == expected.Count && classes.EnumerateArray().All(one =>
            expected.TryGetValue(one.GetProperty("class").GetString()!, out var probability)
            && Math.Abs(one.GetProperty("probability").GetSingle() - probability) <= Tolerance);
    }
}
