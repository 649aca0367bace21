using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;

namespace Unrolled.Runtime.Tests;

/// <summary>Bytes of .safetensors files, put together by hand.</summary>
internal static class SafetensorsFile
{
    /// <summary>A file that goldens/make_goldens.py wrote.</summary>
    public static string Golden(string name, [CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(thisFile)!, "goldens", name);

    /// <summary>Length, header and data, whatever they are.</summary>
    public static byte[] Join(string header, int dataLength)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((ulong)json.Length), .. json, .. new byte[dataLength]];
    }

    /// <summary>What a model saves.</summary>
    public static byte[] Of(ParameterList parameters)
    {
        using var stream = new MemoryStream();
        parameters.Save(stream);
        return stream.ToArray();
    }

    /// <summary>The problems a load reports; asserts that no parameter has changed.</summary>
    public static IReadOnlyList<string> ProblemsOf(byte[] file)
    {
        var model = new TinyRnn(3);
        float[] before = model.Parameters.Values.ToArray();
        var error = Xunit.Assert.Throws<WeightsFormatException>(() => model.Parameters.Load(new MemoryStream(file)));
        Xunit.Assert.Equal(before, model.Parameters.Values);
        return error.Problems;
    }
}
