using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads a file of bounded size as strict UTF-8.</summary>
internal static class SeedFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool TryRead(
        string path, int maximumBytes, [NotNullWhen(true)] out string? text, out byte[] content, [NotNullWhen(false)] out string? problem)
    {
        text = null;
        content = [];
        problem = null;
        try
        {
            using var file = File.OpenRead(path);
            byte[] buffer = new byte[16 * 1024];
            using MemoryStream read = new();
            for (int count; (count = file.Read(buffer)) > 0 && read.Length <= maximumBytes;)
                read.Write(buffer, 0, count);
            if (read.Length > maximumBytes)
            {
                problem = $"`{Shown(path)}` is larger than {maximumBytes} bytes";
                return false;
            }
            content = read.ToArray();
            text = StrictUtf8.GetString(content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? content.AsSpan(3) : content);
            return true;
        }
        catch (DecoderFallbackException)
        {
            problem = $"`{Shown(path)}` is not UTF-8";
        }
        catch (Exception unreadable) when (unreadable is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = $"there is no file `{Shown(path)}`";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = $"`{Shown(path)}` cannot be read";
        }
        return false;
    }

    private static string Shown(string path) => path.Length > 256 ? path[..256] + "..." : path;
}
