using ResNetMLNet.Pipelines.Common.CommandLine;

namespace ResNetMLNet.Pipelines.PredictionService.Configuration;

/// <summary>Finds settings that ASP.NET Core would pass over without a word.</summary>
internal static class SettingsCheck
{
    /// <summary>Checks the arguments of the command line, which are read as ASP.NET Core reads them.</summary>
    /// <exception cref="UserErrorException">One of them sets nothing.</exception>
    public static void Arguments(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var argument = args[i];
            if (NameOf(argument) is not { } name || !KnownSettings.Contains(name))
                throw Unknown(argument);
            if (!argument.Contains('=') && ++i == args.Length)
                throw new UserErrorException($"'{argument}' has no value: write {argument}=VALUE.");
        }
    }

    /// <summary>Checks the section of the service, from wherever it is set.</summary>
    /// <exception cref="UserErrorException">There is something in it that is no setting.</exception>
    public static void Section(IConfiguration configuration)
    {
        var settings = configuration.GetSection(ServiceOptions.Section).AsEnumerable();
        foreach (var (name, value) in settings.Where(setting => setting.Key != ServiceOptions.Section))
        {
            if (value is not null && !KnownSettings.Contains(name))
                throw Unknown(name);
        }
    }

    /// <summary>The name in <c>--name=value</c>, <c>--name</c>, <c>/name</c> or <c>name=value</c>; null in anything else.</summary>
    private static string? NameOf(string argument)
    {
        var name = argument.Split('=')[0];
        if (name.StartsWith("--", StringComparison.Ordinal))
            return name[2..];
        if (name.StartsWith('/'))
            return name[1..];
        return name.StartsWith('-') || !argument.Contains('=') ? null : name;
    }

    private static UserErrorException Unknown(string written) => new(
        $"'{written}' is no setting of the service. The nearest is --{KnownSettings.Nearest(written.Split('=')[0])}=VALUE; "
        + "--help lists them all.");
}
