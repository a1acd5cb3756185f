using System.Buffers;
using System.Text;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FeedbackHub.App.Public;

/// <summary>
/// Reads posted forms as a stream: texts into memory within bounds, each file straight into the store, so that a file
/// survives whatever else is wrong with the form. A file too many or too large is passed over, the rest is kept; of a body beyond
/// its bounds the texts are still read, wherever they stand in it, as far as is bearable.
/// </summary>
public sealed class PostedForms(FileStore store, KeptFiles kept, Limits limits, PublicOptions options, ILogger<PostedForms> log)
{
    /// <summary>Reads the body of a request, and gives it the texts as its form for others to look at.</summary>
    /// <param name="context">The request.</param>
    /// <param name="keep">False stores no file.</param>
    public async Task<PostedForm> ReadAsync(HttpContext context, bool keep)
    {
        var request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null; // bounded here instead
        }

        var reading = new Reading();
        var body = PostedBody.Whole;
        try
        {
            await ReadBodyAsync(request, reading, keep, context.RequestAborted);
        }
        catch (BodyTooLargeException)
        {
            await DrainAsync(request, context.RequestAborted);
            body = PostedBody.TooLarge;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            log.LogWarning(e, "A posted form could not be read."); // cut off on the way
            body = PostedBody.Broken;
        }

        var fields = new FormCollection(reading.Texts.GetResults());
        request.Form = fields;
        return new PostedForm(body, fields, reading.Files, reading.Refused);
    }

    private async Task ReadBodyAsync(HttpRequest request, Reading reading, bool keep, CancellationToken cancel)
    {
        if (request.ContentLength > options.BodyBytes + options.DrainBytes)
        {
            throw new BodyTooLargeException();
        }

        var body = reading.Body = new BoundedBody(request.Body, options.BodyBytes + options.DrainBytes);
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        if (type?.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true)
        {
            using var form = new FormReader(body) { ValueCountLimit = 100, KeyLengthLimit = 200, ValueLengthLimit = options.TextBytes };
            foreach (var (name, values) in await form.ReadFormAsync(cancel))
            {
                foreach (var value in values)
                {
                    reading.Texts.Append(name, value ?? "");
                }
            }
        }
        else if (type?.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) is true
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 200 } boundary)
        {
            await ReadPartsAsync(new MultipartReader(boundary.Value!, body), reading, keep, cancel);
        }
        else
        {
            throw new InvalidDataException("Not a form.");
        }

        AddKept(reading);
    }

    private async Task ReadPartsAsync(MultipartReader reader, Reading reading, bool keep, CancellationToken cancel)
    {
        var parts = 0;
        while (await reader.ReadNextSectionAsync(cancel) is { } part)
        {
            if (++parts > 200)
            {
                throw new InvalidDataException("More parts than any form of ours has.");
            }

            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
            {
                continue;
            }

            if (disposition.IsFileDisposition())
            {
                await ReadFileAsync(disposition, part, reading, keep, cancel);
            }
            else
            {
                reading.Texts.Append(HeaderUtilities.RemoveQuotes(disposition.Name).ToString(), await ReadTextAsync(part.Body, reading, cancel));
            }
        }
    }

    private async Task ReadFileAsync(ContentDispositionHeaderValue disposition, MultipartSection part, Reading reading, bool keep, CancellationToken cancel)
    {
        var sent = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
        if (sent.Length == 0)
        {
            return; // a file field left empty
        }

        var name = FileTypes.SafeName(sent);
        AddKept(reading); // the files kept from before come first in every page of ours
        if (!keep || reading.Body?.Position > options.BodyBytes)
        {
            reading.Refused.Add(new(name, FileRefusal.NotNow));
        }
        else if (reading.Files.Count >= limits.Files)
        {
            reading.Refused.Add(new(name, FileRefusal.TooMany));
        }
        else
        {
            await StoreAsync(name, part.Body, reading, cancel);
        }
    }

    private async Task StoreAsync(string name, Stream content, Reading reading, CancellationToken cancel)
    {
        try
        {
            var stored = await store.SaveAsync(name, content, limits.FileBytes, cancel);
            if (stored is { Size: > 0 })
            {
                reading.Files.Add(stored);
            }
            else
            {
                reading.Refused.Add(new(name, stored is null ? FileRefusal.TooLarge : FileRefusal.Empty));
            }
        }
        catch (Exception problem) when (StorageFault.IsOne(problem))
        {
            log.LogError(problem, "A file could not be stored");
            reading.Refused.Add(new(name, FileRefusal.NotStored)); // what was typed is still read, and shown again
        }
    }

    /// <summary>Takes up the files whose references came so far; each is looked at once.</summary>
    private void AddKept(Reading reading)
    {
        var texts = reading.Texts.GetResults();
        var removed = texts.GetValueOrDefault(FieldNames.RemoveFile);
        foreach (var reference in texts.GetValueOrDefault(FieldNames.KeptFile).Distinct().OfType<string>())
        {
            if (!reading.Seen.Add(reference) || removed.Contains(reference))
            {
                continue;
            }

            if (kept.Open(reference) is not { } file)
            {
                reading.Refused.Add(new("", FileRefusal.Gone));
            }
            else if (reading.Files.Count >= limits.Files)
            {
                reading.Refused.Add(new(file.FileName, FileRefusal.TooMany));
            }
            else
            {
                reading.Files.Add(file);
            }
        }
    }

    private async Task<string> ReadTextAsync(Stream part, Reading reading, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            for (int count; (count = await part.ReadAsync(buffer, cancel)) > 0;)
            {
                reading.TextBytes += count;
                if (reading.TextBytes > options.TextBytes)
                {
                    throw new BodyTooLargeException();
                }

                bytes.Write(buffer, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>A browser that is still sending does not read: let it finish where that is bearable.</summary>
    private async Task DrainAsync(HttpRequest request, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var left = request.ContentLength > options.BodyBytes + options.DrainBytes ? 0 : options.BodyBytes + options.DrainBytes;
            for (int count; left > 0 && (count = await request.Body.ReadAsync(buffer, cancel)) > 0;)
            {
                left -= count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private sealed class Reading
    {
        public BoundedBody? Body;
        public KeyValueAccumulator Texts;
        public long TextBytes;
        public List<StoredFile> Files { get; } = [];
        public List<RefusedFile> Refused { get; } = [];
        public HashSet<string> Seen { get; } = [];
    }
}
