using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Observability;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.PredictionService.Tests;

[TestClass]
public sealed class ModelWatcherTests : IDisposable
{
    private static readonly DateTime _writtenAt = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();
    private readonly ModelStore _store = new();
    private readonly LogCollector<ModelWatcher> _log = new();

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public async Task A_File_That_Could_Not_Be_Read_For_A_While_Should_Be_Loaded_Afterwards()
    {
        var file = Copy(TestModels.Gray, "model.zip");
        ModelWatcher watcher;
        await using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            watcher = await WatchAsync(file);
            await ServiceHost.WaitUntilAsync(() => Task.FromResult(_log.Texts(LogLevel.Error).Length > 0));
        }

        await ServiceHost.WaitUntilAsync(() => Task.FromResult(_store.Information is not null));
        await StopAsync(watcher);
        Assert.HasCount(1, _log.Texts(LogLevel.Error));
    }

    [TestMethod]
    public async Task A_Link_To_A_Folder_That_Is_Set_To_Another_Should_Be_Seen()
    {
        var files = new[] { Copy(TestModels.Gray, "first/model.zip"), Copy(TestModels.OtherGray, "second/model.zip") };
        Directory.CreateSymbolicLink(_folder.File("..data"), "first");
        File.CreateSymbolicLink(_folder.File("model.zip"), Path.Combine("..data", "model.zip"));
        var watcher = await WatchAsync(_folder.File("model.zip"));
        await ServedAsync(files[0]);

        Directory.Delete(_folder.File("..data"));
        Directory.CreateSymbolicLink(_folder.File("..data"), "second");

        await ServedAsync(files[1]);
        await StopAsync(watcher);
    }

    [TestMethod]
    public async Task A_Replaced_Target_Of_A_Link_Should_Be_Seen()
    {
        var target = Copy(TestModels.Gray, "target.zip");
        File.CreateSymbolicLink(_folder.File("model.zip"), target);
        var watcher = await WatchAsync(_folder.File("model.zip"));
        await ServedAsync(target);

        File.Move(Copy(TestModels.OtherGray, "new.zip", _writtenAt.AddSeconds(1)), target, overwrite: true);

        await ServedAsync(target);
        await StopAsync(watcher);
    }

    [TestMethod]
    public void Files_Of_The_Same_Size_And_Time_Should_Differ_By_Where_A_Link_Leads()
    {
        var (link, first, second) = (_folder.File("link"), _folder.Write("1", [1]), _folder.Write("2", [2]));
        Array.ForEach([first, second], file => File.SetLastWriteTimeUtc(file, _writtenAt));
        File.CreateSymbolicLink(link, first);
        var before = FileState.Of(link);

        Assert.AreEqual(before, FileState.Of(first));
        File.Delete(link);
        File.CreateSymbolicLink(link, second);
        Assert.AreNotEqual(before, FileState.Of(link));
        File.Delete(link);
        File.CreateSymbolicLink(link, link);
        Assert.AreEqual(link, FileState.Of(link).Path, "a circle ends");
    }

    [TestMethod]
    public async Task A_Failed_Load_Should_Be_Told_Once_For_Each_Reason()
    {
        var attempts = new LoadAttempts(TimeSpan.FromMilliseconds(1));
        var file = FileState.Of(_folder.Write("model.zip", [1]));

        Assert.IsTrue(attempts.IsDue(file));
        Assert.IsTrue(attempts.Fail(file, "It is locked."));
        await ServiceHost.WaitUntilAsync(() => Task.FromResult(attempts.IsDue(file)));
        Assert.IsFalse(attempts.Fail(file, "It is locked."));
        Assert.IsTrue(attempts.Fail(file, "It is cut short."));
        Assert.IsTrue(attempts.Fail(FileState.Of(_folder.Write("model.zip", [1, 2])), "It is locked."), "another file");
    }

    [TestMethod]
    public void A_Failed_Load_Should_Be_Tried_Again_Later_And_A_File_That_Is_Loaded_Never()
    {
        var attempts = new LoadAttempts(TimeSpan.FromHours(1));
        var file = FileState.Of(_folder.Write("model.zip", [1]));

        attempts.Fail(file, "It is locked.");
        Assert.IsFalse(attempts.IsDue(file), "not before the pause is over");
        Assert.IsTrue(attempts.IsDue(FileState.Of(_folder.Write("model.zip", [1, 2]))), "another file is tried at once");
        attempts.Succeed(file);
        Assert.IsFalse(attempts.IsDue(file));
    }

    [TestMethod]
    public async Task A_Model_Of_Other_Classes_Should_Be_Warned_Of()
    {
        var file = Copy(TestModels.Pictures, "model.zip");
        var watcher = await WatchAsync(file);
        await ServedAsync(file);
        var before = _store.Information!.Id;

        Copy(TestModels.Gray, "model.zip", _writtenAt.AddSeconds(1));
        await ServedAsync(file);
        Copy(TestModels.OtherGray, "model.zip", _writtenAt.AddSeconds(2));
        await ServedAsync(file);
        await StopAsync(watcher);

        var warning = _log.Texts(LogLevel.Warning).Single();
        StringAssert.Contains(warning, $"than the model {before} that it replaces");
        StringAssert.Contains(warning, "gone 'class 0', 'class 1', 'class 2'; new 'T-shirt");
    }

    [TestMethod]
    public void Many_Other_Classes_Should_Be_Counted()
    {
        string[] few = ["a", "b"];
        string[] many = ["b", .. Enumerable.Range(0, 12).Select(i => $"{i}")];

        Assert.AreEqual(
            "gone 'a'; new '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' and 2 more", ClassesText.Difference(few, many));
        Assert.IsNull(ClassesText.Difference(few, ["b", "a"]), "answers name classes, whatever their order");
    }

    private async Task<ModelWatcher> WatchAsync(string file)
    {
        var options = new ServiceOptions
        {
            ModelPath = file, Runtime = ModelRuntime.AsSaved, ModelPollInterval = TimeSpan.FromMilliseconds(20),
        };
        var watcher = new ModelWatcher(_store, Loading.By(options), Options.Create(options), new ServiceMetrics(), _log);
        await watcher.StartAsync(CancellationToken.None);
        return watcher;
    }

    private static async Task StopAsync(ModelWatcher watcher)
    {
        await watcher.StopAsync(CancellationToken.None);
        watcher.Dispose();
    }

    private Task ServedAsync(string file)
    {
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)));
        return ServiceHost.WaitUntilAsync(() => Task.FromResult(_store.Information?.Sha256 == sha256));
    }

    private string Copy(string model, string name, DateTime? writtenAt = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        File.Copy(model, _folder.File(name), overwrite: true);
        File.SetLastWriteTimeUtc(_folder.File(name), writtenAt ?? _writtenAt);
        return _folder.File(name);
    }
}
