using System.Net.Sockets;
using System.Text;

namespace ResNetMLNet.PredictionService.Tests.Hosting;

/// <summary>A client that sends what it is told to, however wrong.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();

    /// <summary>Connects to the service.</summary>
    public static async Task<RawConnection> OpenAsync(ServiceHost host)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(host.BaseAddress.Host, host.BaseAddress.Port);
        return connection;
    }

    /// <summary>Sends the header of a picture's request.</summary>
    public Task SendHeaderAsync(long contentLength, string type = "image/png") => SendAsync(Encoding.ASCII.GetBytes(
        $"POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nContent-Length: {contentLength}\r\n\r\n"));

    /// <summary>Sends bytes.</summary>
    public async Task SendAsync(byte[] bytes) => await _client.GetStream().WriteAsync(bytes);

    /// <summary>Sends bytes one by one until the service answers or closes the connection.</summary>
    public async Task SendSlowlyAsync(byte[] bytes, TimeSpan pause)
    {
        foreach (var value in bytes)
        {
            if (_client.Available > 0)
                return;
            await SendAsync([value]);
            await Task.Delay(pause);
        }
    }

    /// <summary>Reads until the service has said as much, or closes the connection.</summary>
    public async Task<string> ReadAsync(string until)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains(until, StringComparison.Ordinal))
        {
            var count = await _client.GetStream().ReadAsync(buffer);
            if (count == 0)
                break;
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return text.ToString();
    }

    /// <summary>Breaks the connection without a farewell.</summary>
    public void Break()
    {
        _client.LingerState = new LingerOption(true, 0);
        _client.Close();
    }

    public void Dispose() => _client.Dispose();
}
