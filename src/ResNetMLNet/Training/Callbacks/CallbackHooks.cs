using System.Runtime.ExceptionServices;

namespace ResNetMLNet.Training.Callbacks;

/// <summary>Calls the hooks of all callbacks, in their order.</summary>
internal sealed class CallbackHooks(IReadOnlyList<ITrainingCallback> callbacks)
{
    /// <summary>Calls a hook; what a callback fails at ends it.</summary>
    public void Notify(Action<ITrainingCallback> hook)
    {
        foreach (var callback in callbacks)
            hook(callback);
    }

    /// <summary>Calls a hook of all: what one callback fails at is no reason for the others to lose what they keep.</summary>
    public void NotifyAll(Action<ITrainingCallback> hook)
    {
        ExceptionDispatchInfo? first = null;
        foreach (var callback in callbacks)
        {
            try
            {
                hook(callback);
            }
            catch (Exception exception)
            {
                first ??= ExceptionDispatchInfo.Capture(exception);
            }
        }
        first?.Throw();
    }
}
