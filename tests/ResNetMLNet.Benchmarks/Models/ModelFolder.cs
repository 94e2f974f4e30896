using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Benchmarks.Models;

/// <summary>A temporary folder for models, one subfolder for each kind; disposing deletes it.</summary>
internal sealed class ModelFolder : IDisposable
{
    private const int Rows = 512;
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("resnetmlnet-benchmarks-");

    /// <summary>The folder of a kind, which may not hold a model yet.</summary>
    public string FolderOf(int size, int classes) =>
        Directory.CreateDirectory(Path.Combine(_root.FullName, $"{size}-{classes}")).FullName;

    /// <summary>Trains a model in a process of its own, once, and returns the folder with its files.</summary>
    /// <param name="size">The height and width of the images.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="progress">Hears that it takes a while.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    public async Task<string> MakeAsync(int size, int classes, TextWriter progress, CancellationToken cancellationToken)
    {
        var folder = FolderOf(size, classes);
        if (File.Exists(ModelFiles.Zip(folder)))
            return folder;
        await progress.WriteLineAsync($"Making a model for {size} px and {classes} classes");
        var settings = new WorkerSettings(WorkerVerb.MakeModel, size, Rows, folder) { Classes = classes };
        using var worker = WorkerProcess.Start(settings.Contender, settings.ToArguments());
        await worker.ReadAsync<Evidence>(cancellationToken);
        return folder;
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Delete(recursive: true);
}
