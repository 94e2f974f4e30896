using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Training.Checkpoints;

/// <summary>A folder that one training at a time keeps its checkpoint in.</summary>
internal sealed class CheckpointFolder : IDisposable
{
    /// <summary>The name that the checkpoint of an earlier training is kept under.</summary>
    public const string PreviousName = "previous.safetensors";

    private const string LockName = "checkpoint.lock";

    private readonly string _folder;
    private readonly FileStream _lock;

    private CheckpointFolder(string folder, FileStream @lock)
    {
        _folder = folder;
        _lock = @lock;
    }

    /// <summary>The path of the checkpoint.</summary>
    public string File => Path.Combine(_folder, TorchTrainerOptions.CheckpointFileName);

    /// <summary>Whether there is a checkpoint.</summary>
    public bool HasCheckpoint => System.IO.File.Exists(File);

    /// <summary>Makes the folder if it is not there and claims it until disposal or the end of the process.</summary>
    /// <exception cref="InvalidOperationException">It cannot be made or written, or another training uses it.</exception>
    public static CheckpointFolder Claim(string folder)
    {
        var path = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(path);
            var @lock = new FileStream(
                Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            CleanUp(path, @lock);
            return new CheckpointFolder(path, @lock);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"The checkpoint folder '{path}' cannot be used: {exception.Message} Another training may be using it, or it "
                + $"cannot be written. Choose another {nameof(TorchTrainerOptions.CheckpointFolder)}.",
                exception);
        }
    }

    /// <summary>Puts the checkpoint of an earlier training aside, so that a new one does not destroy it.</summary>
    /// <exception cref="InvalidOperationException">The folder cannot be written.</exception>
    public void KeepPrevious()
    {
        try
        {
            System.IO.File.Move(File, Path.Combine(_folder, PreviousName), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"The checkpoint '{File}' of an earlier training cannot be kept aside: {exception.Message} Choose another "
                + $"{nameof(TorchTrainerOptions.CheckpointFolder)}.",
                exception);
        }
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>Removes what killed trainings have left, once no other training can be writing.</summary>
    private static void CleanUp(string path, FileStream @lock)
    {
        try
        {
            PartFile.CleanUp(path, TorchTrainerOptions.CheckpointFileName);
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }
}
