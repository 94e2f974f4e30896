using System.Diagnostics;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.MLTorchSharp;

/// <summary>What the build targets make of a library, in a project that has nothing but it.</summary>
[TestClass]
public sealed class BuildTests
{
    private const string Name = "Microsoft.ML.TorchSharp.dll";

    [TestMethod]
    public void A_Library_With_Another_Hash_Should_Be_Left_Alone_With_One_Message()
    {
        using var folder = new TemporaryFolder();
        var library = File.ReadAllBytes(MLTorchSharpPackage.Library);
        library[^1] ^= 1;

        var (deployed, output) = Build(folder, folder.Write(Name, library));

        Assert.IsTrue(library.AsSpan().SequenceEqual(deployed));
        Assert.HasCount(2, output.Split("is deployed as it is"), output);
    }

    [TestMethod]
    public void The_Known_Library_Should_Be_Copied_Without_A_Message_And_Stay_As_It_Is()
    {
        using var folder = new TemporaryFolder();
        var library = File.ReadAllBytes(MLTorchSharpPackage.Library);
        var file = folder.Write(Name, library);

        var (deployed, output) = Build(folder, file);

        Assert.IsFalse(library.AsSpan().SequenceEqual(deployed));
        Assert.IsTrue(library.AsSpan().SequenceEqual(File.ReadAllBytes(file)));
        Assert.DoesNotContain("is deployed as it is", output);
    }

    [TestMethod]
    public void The_Switch_Should_Deploy_The_Original()
    {
        using var folder = new TemporaryFolder();
        var library = File.ReadAllBytes(MLTorchSharpPackage.Library);

        var (deployed, _) = Build(folder, folder.Write(Name, library), "-p:ResNetMLNetPatchMicrosoftMLTorchSharp=false");

        Assert.IsTrue(library.AsSpan().SequenceEqual(deployed));
    }

    [TestMethod]
    [TestCategory(TestCategories.Long)]
    public void A_Single_File_Should_Hold_The_Replaced_Calls()
    {
        using var folder = new TemporaryFolder();
        File.Copy(MLTorchSharpPackage.PackageVersions, folder.File("Directory.Packages.props"));
        File.WriteAllText(folder.File("Single.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
                <PublishSingleFile>true</PublishSingleFile>
                <SelfContained>false</SelfContained>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.ML.TorchSharp" />
              </ItemGroup>
              <Import Project="{MLTorchSharpPackage.BuildTargets}" />
            </Project>
            """);
        File.WriteAllText(folder.File("Program.cs"), """
            using System;
            using System.Reflection;
            var utilities = Assembly.Load("Microsoft.ML.TorchSharp").GetType("Microsoft.ML.TorchSharp.Utils.ModelUtils");
            foreach (var method in utilities.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
                Console.WriteLine(method.Name + " " + Convert.ToHexString(method.GetMethodBody().GetILAsByteArray()));
            """);

        Run("dotnet", "publish", folder.File("Single.csproj"), "-o", folder.File("published"), "--nologo");
        var methods = Run(folder.File("published/Single")).Split('\n').Where(line => line.StartsWith("Init", StringComparison.Ordinal)).ToList();

        Assert.HasCount(4, methods);
        Assert.IsTrue(methods.All(method => method.Contains("062600000000DC2A", StringComparison.Ordinal)), string.Join('\n', methods));
    }

    private static (byte[] Deployed, string Output) Build(TemporaryFolder folder, string library, params string[] arguments)
    {
        var project = folder.File("Bare.proj");
        File.WriteAllText(project, $"""
            <Project>
              <PropertyGroup>
                <IntermediateOutputPath>{folder.File("obj/")}</IntermediateOutputPath>
                <CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>
              </PropertyGroup>
              <Import Project="{MLTorchSharpPackage.BuildTargets}" />
              <Target Name="ResolvePackageAssets">
                <ItemGroup>
                  <RuntimeCopyLocalItems Include="{library}" NuGetPackageId="Microsoft.ML.TorchSharp" NuGetPackageVersion="0" CopyLocal="true" />
                  <ReferenceCopyLocalPaths Include="@(RuntimeCopyLocalItems)" />
                </ItemGroup>
              </Target>
              <Target Name="ResolveReferences" DependsOnTargets="ResolvePackageAssets" />
              <Target Name="Build" DependsOnTargets="ResolveReferences">
                <Copy SourceFiles="@(ReferenceCopyLocalPaths)" DestinationFolder="{folder.File("bin")}" />
              </Target>
            </Project>
            """);
        var output = Run("dotnet", ["msbuild", project, "-t:Build", "-v:m", "-nologo", .. arguments]);
        return (File.ReadAllBytes(folder.File($"bin/{Name}")), output);
    }

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, output + errors.Result);
        return output;
    }
}
