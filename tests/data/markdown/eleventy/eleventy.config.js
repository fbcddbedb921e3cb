// https://www.11ty.dev/docs/config/
export default function (eleventyConfig) {
  eleventyConfig.addPassthroughCopy("img");
  return {
    dir: {
      input: "content",
      output: "_site",
    },
  };
}
